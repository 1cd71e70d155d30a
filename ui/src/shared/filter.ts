import { t } from "@/texts";

/** One term of a filter, and its place in the text. */
export interface FilterTerm {
  text: string;
  start: number;
  end: number;
}

export interface Completion {
  /** The term as shown in the list, and as inserted. */
  term: string;
  meaning: string;
}

/** What a language makes of a term: it belongs to it, it is a word to look for, or nobody knows it, and why. */
export type Reading = "term" | "word" | { unknown: string };

/** A filter language: that of people, of activity, of a list in the window. */
export interface FilterLanguage {
  /** What the term at the caret could become. */
  complete(filter: string, caret: number): Completion[];
  read(term: string): Reading;
}

/** A quoted value may contain spaces: `group:"Invoice approvers"`. */
const TERM = /-?(?:[\w-]+:)?"[^"]*"?|\S+/g;

export function filterTerms(filter: string): FilterTerm[] {
  return [...filter.matchAll(TERM)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The parts of a term. Without a key it is a word to look for; quoted text is always one. */
export interface TermParts {
  isNegated: boolean;
  /** In small letters. */
  key: string | null;
  /** Without its quotes. */
  value: string;
}

const PARTS = /^(-(?=.))?(?:([a-z][\w-]*):)?(.*)$/is;

export function partsOf(term: string): TermParts {
  const [, minus, key, value = ""] = PARTS.exec(term) ?? [];
  return { isNegated: minus !== undefined, key: key?.toLowerCase() ?? null, value: value.replaceAll('"', "") };
}

/** A value as it stands after the colon: in quotes if it has spaces. */
export function termValue(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value;
}

/** For comparing names: without case, accents and quotes. */
export function plainText(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll('"', "").toLowerCase();
}

/**
 * The filter without the terms that nobody knows. They narrow nothing: most are being typed at that moment, and the bar
 * says of the others that they are unknown.
 */
export function knownTerms(filter: string, language: FilterLanguage): string {
  return filterTerms(filter)
    .filter(({ text }) => typeof language.read(text) === "string")
    .map(({ text }) => text)
    .join(" ");
}

/** What to say of the terms that nobody knows, except of the one with the caret in it. */
export function unknownWords(filter: string, language: FilterLanguage, caret: number | null): string[] {
  return filterTerms(filter).flatMap((term) => {
    const reading = caret !== null && isAt(term, caret) ? "word" : language.read(term.text);
    return typeof reading === "string" ? [] : [reading.unknown];
  });
}

const TRIED_MAX = 2;

/** "There is no is:ac. Try is:active, is:disabled": first what begins alike. */
export function unknownTerm(term: string, candidates: readonly string[]): { unknown: string } {
  const typed = plainText(term);
  const alike = (length: number) => candidates.filter((one) => plainText(one).startsWith(typed.slice(0, length)));
  let tried: readonly string[] = [];
  for (let length = typed.length; tried.length === 0 && length >= 0; length--) tried = alike(length);
  const words = tried.slice(0, TRIED_MAX).join(", ");
  return {
    unknown:
      words === "" ? t("shared.filter.unknown", { term }) : t("shared.filter.unknown_try", { term, terms: words }),
  };
}

export function isAt({ start, end }: FilterTerm, caret: number): boolean {
  return start < caret && caret <= end;
}

function termAt(filter: string, caret: number): FilterTerm {
  const found = filterTerms(filter).find((term) => isAt(term, caret));
  return found ?? { text: "", start: caret, end: caret };
}

/** What the term at the caret could become, out of `all`. A minus before it negates it. */
export function completeTerm(filter: string, caret: number, all: readonly Completion[]): Completion[] {
  const typed = termAt(filter, caret).text;
  const isNegated = typed.startsWith("-");
  const plain = plainText(isNegated ? typed.slice(1) : typed);
  if (plain === "") return [];
  const found = all.filter(({ term }) => {
    const candidate = plainText(term);
    return (
      candidate !== plain && (candidate.startsWith(plain) || (plain.length > 1 && candidate.includes(`:${plain}`)))
    );
  });
  return isNegated
    ? found.map(({ term, meaning }) => ({ term: `-${term}`, meaning: t("shared.filter.not", { meaning }) }))
    : found;
}

/** Replaces the term at the caret by a completion. */
export function applyCompletion(filter: string, caret: number, term: string): { filter: string; caret: number } {
  const { start, end } = termAt(filter, caret);
  const rest = filter.slice(end).trimStart();
  const before = `${filter.slice(0, start)}${term} `;
  return { filter: before + rest, caret: before.length };
}
