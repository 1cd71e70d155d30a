import { t } from "@/texts";
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
  { term: "is:active", meaning: t("shared.filter.is_active") },
  { term: "is:disabled", meaning: t("shared.filter.is_disabled") },
  { term: "is:deleted", meaning: t("shared.filter.is_deleted") },
  { term: "is:staff", meaning: t("shared.filter.is_staff") },
  { term: "is:superuser", meaning: t("shared.filter.is_superuser") },
  { term: "is:never_signed_in", meaning: t("shared.filter.is_never_signed_in") },
];

/** `<` and `>` compare times: that of the last sign-in, and the given time ago. */
const SPAN_TERMS: Completion[] = [
  { term: "last_sign_in:<90d", meaning: t("shared.filter.not_since") },
  { term: "last_sign_in:>90d", meaning: t("shared.filter.since") },
];

/** Every term with its meaning, one a line. */
export const FILTER_HELP = [
  ...IS_TERMS,
  { term: "group:…", meaning: t("shared.filter.in_group") },
  ...SPAN_TERMS,
  { term: "-…", meaning: t("shared.filter.minus") },
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
  const groupTerms = (groups ?? []).map((name) => ({
    term: groupTerm(name),
    meaning: t("shared.filter.in_named_group", { name }),
  }));
  const all = [...IS_TERMS, ...SPAN_TERMS, ...groupTerms];
  const names = groups && new Set(groups.map(plainText));

  function read(term: string): Reading {
    const { isNegated, key, value } = partsOf(term);
    const plain = isNegated ? term.slice(1) : term;
    switch (key) {
      case null:
        return term === "-" ? { unknown: t("shared.filter.minus_alone") } : "word";
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
