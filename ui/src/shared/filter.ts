/** One term of the filter language, and its place in the text. */
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
export const FILTER_HELP = [...IS_TERMS, { term: "group:…", meaning: "in this group" }, ...SPAN_TERMS]
  .map(({ term, meaning }) => `${term} ${meaning}`)
  .join("\n");

/** A quoted value may contain spaces: `group:"Invoice approvers"`. */
const TERM = /-?(?:\w+:)?"[^"]*"?|\S+/g;

export function filterTerms(filter: string): FilterTerm[] {
  return [...filter.matchAll(TERM)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Whether the term belongs to the language. Other words are searched for in names. */
export function isKnownTerm(text: string): boolean {
  return /^-?(is:\w+|group:(?:"[^"]+"|[^"\s]+)|last_sign_in:[<>]\d+[hdwmy])$/.test(text);
}

/** The filter without terms that are still being typed: these filter nothing yet, and are no errors. */
export function finishedTerms(filter: string, groupNames: string[]): string {
  const all = [...IS_TERMS, ...SPAN_TERMS, ...groupNames.map((name) => ({ term: groupTerm(name) }))];
  const plain = (text: string) => text.toLowerCase().replaceAll('"', "");
  const isUnfinished = (text: string) => {
    const typed = plain(text.replace(/^-/, ""));
    if (!typed.includes(":")) return false;
    if (/^last_sign_in:[<>]?\d*$/.test(typed)) return true;
    const candidates = all.map(({ term }) => plain(term));
    return !candidates.includes(typed) && candidates.some((candidate) => candidate.startsWith(typed));
  };
  const unfinished = filterTerms(filter).filter(({ text }) => isUnfinished(text));
  return unfinished.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), filter).trim();
}

export function groupTerm(name: string): string {
  return `group:${termValue(name)}`;
}

/** A value as it stands after the colon: in quotes if it has spaces. */
export function termValue(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value;
}

function termAt(filter: string, caret: number): FilterTerm {
  const found = filterTerms(filter).find((term) => term.start < caret && caret <= term.end);
  return found ?? { text: "", start: caret, end: caret };
}

/** What the term at the caret could become, out of `all`. */
export function completeTerm(filter: string, caret: number, all: Completion[]): Completion[] {
  const typed = termAt(filter, caret).text.toLowerCase();
  if (typed === "") return [];
  return all.filter(({ term }) => {
    const candidate = term.toLowerCase().replaceAll('"', "");
    const plain = typed.replaceAll('"', "");
    return (
      candidate !== plain && (candidate.startsWith(plain) || (plain.length > 1 && candidate.includes(`:${plain}`)))
    );
  });
}

/** The same for people, where a minus negates a term. */
export function completeFilter(filter: string, caret: number, groupNames: string[]): Completion[] {
  const isNegated = termAt(filter, caret).text.startsWith("-");
  const groups = groupNames.map((name) => ({ term: groupTerm(name), meaning: `members of ${name}` }));
  const all = [...IS_TERMS, ...SPAN_TERMS, ...groups];
  return completeTerm(
    filter,
    caret,
    isNegated ? all.map(({ term, meaning }) => ({ term: `-${term}`, meaning: `not: ${meaning}` })) : all,
  );
}

/** Replaces the term at the caret by a completion. */
export function applyCompletion(filter: string, caret: number, term: string): { filter: string; caret: number } {
  const { start, end } = termAt(filter, caret);
  const rest = filter.slice(end).trimStart();
  const before = `${filter.slice(0, start)}${term} `;
  return { filter: before + rest, caret: before.length };
}
