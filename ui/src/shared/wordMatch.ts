import { plain } from "./pickOptions";

/** A typed word of at least so many letters may have one of them wrong. */
const CLOSE_MIN = 4;

/** Whether `typed` begins `word` but for one wrong, missing or surplus letter. */
function isClose(typed: string, word: string): boolean {
  if (typed.length < CLOSE_MIN || typed[0] !== word[0]) return false;
  let same = 0;
  while (same < typed.length && typed[same] === word[same]) same += 1;
  const rest = typed.slice(same);
  const left = word.slice(same);
  return left.slice(1).startsWith(rest.slice(1)) || left.startsWith(rest.slice(1)) || left.slice(1).startsWith(rest);
}

function scoreOf(typed: string, words: string[]): number {
  if (words[0]?.startsWith(typed)) return 3;
  if (words.some((word) => word.startsWith(typed))) return 2;
  return words.some((word) => isClose(typed, word)) ? 1 : 0;
}

/** How well the text answers what was typed: every typed word has to begin a word of it. 0 means not at all. */
export function wordScore(typed: string, text: string): number {
  const wordsOf = (line: string) =>
    plain(line)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  const words = wordsOf(text);
  const scores = wordsOf(typed).map((word) => scoreOf(word, words));
  if (scores.length === 0) return 1;
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}
