import { refuse } from "./refuse";

// The same at every event: what they stand for nobody looks at here.
const WORDS = "academic acid acne acquire acrobat activity actress adapt legal".split(" ");

/** The end of a made-up trail in words. */
export function headAt(number: number): string {
  return [number, ...WORDS].join(" ");
}

/** Reads what {@link headAt} writes: in any case, whatever stands between the words. */
export function readHead(code: string): { number: number; holds: boolean } {
  const [number = "", ...words] = code.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  if (!/^\d+$/.test(number)) {
    refuse(
      "invalid_request",
      "the number of an event comes first, then 9 words, as `portreeve audit head` prints them",
    );
  }
  if (words.length !== WORDS.length) {
    refuse("invalid_request", `${WORDS.length} words belong after the number, not ${words.length}`);
  }
  return { number: Number(number), holds: words.join(" ") === WORDS.join(" ") };
}
