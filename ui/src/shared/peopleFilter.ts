import {
  type Completion,
  completeTerm,
  type FilterLanguage,
  partsOf,
  plainText,
  type Reading,
  termValue,
  unknownTerm,
} from "./filter";

const IS_TERMS: Completion[] = [
  { term: "is:active", meaning: "can sign in" },
  { term: "is:disabled", meaning: "disabled" },
  { term: "is:deleted", meaning: "deleted, can be restored" },
  { term: "is:staff", meaning: "Django's staff flag" },
  { term: "is:superuser", meaning: "can do everything" },
  { term: "is:never_signed_in", meaning: "has never signed in" },
];

/** `<` and `>` compare times: that of the last sign-in, and the given time ago. */
const SPAN_TERMS: Completion[] = [
  { term: "last_sign_in:<90d", meaning: "has not signed in for 90 days" },
  { term: "last_sign_in:>90d", meaning: "signed in within the last 90 days" },
];

/** Every term with its meaning, one a line. */
export const FILTER_HELP = [
  ...IS_TERMS,
  { term: "group:…", meaning: "in this group" },
  ...SPAN_TERMS,
  { term: "-…", meaning: "not: before any term or word" },
]
  .map(({ term, meaning }) => `${term} ${meaning}`)
  .join("\n");

export function groupTerm(name: string): string {
  return `group:${termValue(name)}`;
}

const isTerms = IS_TERMS.map(({ term }) => term);
const spanTerms = SPAN_TERMS.map(({ term }) => term);
const KEYS = ["is:", "group:", "last_sign_in:"];

/** The filter language of people. `groups` are the names of all groups, or `null` while nobody knows them. */
export function peopleLanguage(groups: readonly string[] | null): FilterLanguage {
  const groupTerms = (groups ?? []).map((name) => ({ term: groupTerm(name), meaning: `members of ${name}` }));
  const all = [...IS_TERMS, ...SPAN_TERMS, ...groupTerms];
  const names = groups && new Set(groups.map(plainText));

  function read(term: string): Reading {
    const { isNegated, key, value } = partsOf(term);
    const plain = isNegated ? term.slice(1) : term;
    switch (key) {
      case null:
        return term === "-" ? { unknown: "After - comes a term or a word" } : "word";
      case "is":
        return isTerms.includes(`is:${value.toLowerCase().replaceAll("-", "_")}`)
          ? "term"
          : unknownTerm(plain, isTerms);
      case "group":
        if (value !== "" && (names === null || names.has(plainText(value)))) return "term";
        return unknownTerm(
          plain,
          groupTerms.map(({ term }) => term),
        );
      case "last_sign_in":
        return /^[<>]\d{1,6}[hdwmy]$/i.test(value) ? "term" : unknownTerm(plain, spanTerms);
      default:
        return unknownTerm(`${key}:`, KEYS);
    }
  }

  return { complete: (filter, caret) => completeTerm(filter, caret, all), read };
}
