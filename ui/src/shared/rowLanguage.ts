import { t } from "@/texts";
import {
  type Completion,
  completeTerm,
  type FilterLanguage,
  filterTerms,
  partsOf,
  plainText,
  type Reading,
  termValue,
  unknownTerm,
} from "./filter";

/** What `key:` tests of a row. */
export interface RowKey<R> {
  /** The values to offer, each with its meaning. */
  values: readonly { value: string; meaning: string }[];
  /** Whether any other value has a meaning as well. */
  takes?(value: string): boolean;
  test(row: R, value: string): boolean;
}

/** A filter language for a list that is in the window as a whole. */
export interface RowLanguage<R> extends FilterLanguage {
  /** Every term with its meaning, one a line. */
  help: string;
  /** The rows that all terms match. Terms that nobody knows narrow nothing. */
  narrow(rows: readonly R[], filter: string): R[];
}

/** Makes a language from its keys; all other words are looked for in the row's texts. */
export function rowLanguage<R>(keys: Record<string, RowKey<R>>, textsOf: (row: R) => string[]): RowLanguage<R> {
  const all = Object.entries(keys).flatMap(([key, { values }]) =>
    values.map(({ value, meaning }): Completion => ({ term: `${key}:${termValue(value)}`, meaning })),
  );

  function read(term: string): Reading {
    const { isNegated, key, value } = partsOf(term);
    if (key === null) return term === "-" ? { unknown: t("shared.filter.minus_alone") } : "word";
    const found = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (!found) {
      return unknownTerm(
        `${key}:`,
        Object.keys(keys).map((one) => `${one}:`),
      );
    }
    const isOffered = found.values.some((one) => plainText(one.value) === plainText(value));
    if (value !== "" && (isOffered || found.takes?.(value))) return "term";
    const own = all.map(({ term }) => term).filter((one) => one.startsWith(`${key}:`));
    return unknownTerm(isNegated ? term.slice(1) : term, own);
  }

  function holds(row: R, term: string): boolean {
    const { isNegated, key, value } = partsOf(term);
    const plain = plainText(value);
    const isMet =
      key === null
        ? textsOf(row).some((text) => plainText(text).includes(plain))
        : keys[key]?.test(row, plain) === true;
    return isMet !== isNegated;
  }

  return {
    complete: (filter, caret) => completeTerm(filter, caret, all),
    read,
    help: all.map(({ term, meaning }) => `${term} ${meaning}`).join("\n"),
    narrow(rows, filter) {
      const terms = filterTerms(filter)
        .map(({ text }) => text)
        .filter((text) => typeof read(text) === "string");
      return terms.length === 0 ? [...rows] : rows.filter((row) => terms.every((term) => holds(row, term)));
    },
  };
}
