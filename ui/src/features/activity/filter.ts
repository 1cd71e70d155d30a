import type { AuditFilter, AuditRow } from "@/bindings/wire";
import { EVENT_NAMES } from "@/bindings/words";
import type { FilterLanguage } from "@/shared/FilterBar";
import { type Completion, completeTerm, filterTerms, termValue } from "@/shared/filter";

const KEYED = /^(by|on|command|since|until):(?:"([^"]+)"|([^"\s]+))$/;
const OUTCOMES = { "is:done": "done", "is:refused": "refused" } as const;

function outcomeOf(term: string) {
  return Object.hasOwn(OUTCOMES, term) ? OUTCOMES[term as keyof typeof OUTCOMES] : null;
}

/** Local midnight at the beginning of a day, or of the next one; `null` if the text is no day. */
function midnight(day: string, shift: 0 | 1): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  const moment = new Date(Number(year), Number(month) - 1, Number(date) + shift);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** Whether the term is still being typed, and filters nothing yet. */
function isUnfinished(term: string): boolean {
  return /^((by|on|command):("|$)|(since|until):|is:)/.test(term);
}

/** The filter for one term; `null` if it is a word to search for. */
function meaning(term: string): AuditFilter | null {
  const outcome = outcomeOf(term);
  if (outcome) return { outcome };
  const [, key, quoted, plain] = KEYED.exec(term) ?? [];
  const value = quoted ?? plain ?? "";
  if (key === "by") return { actor: value };
  if (key === "on") return { target: value };
  if (key === "command") return { command: value };
  const moment = key && midnight(value, key === "until" ? 1 : 0);
  if (!moment) return null;
  return key === "until" ? { to: moment } : { from: moment };
}

/**
 * Parses `by:root on:Finance command:group. is:refused since:2026-05-03`; all other words are searched for in the
 * events.
 */
export function parseActivityFilter(filter: string): AuditFilter {
  const words: string[] = [];
  const parsed: AuditFilter = {};
  for (const { text } of filterTerms(filter)) {
    const term = meaning(text);
    if (term) Object.assign(parsed, term);
    else if (!isUnfinished(text)) words.push(text.replaceAll('"', ""));
  }
  return words.length === 0 ? parsed : { ...parsed, text: words.join(" ") };
}

/** The filter as arguments of the command line. */
export function filterArguments(filter: AuditFilter): string[] {
  return Object.entries(filter).flatMap(([name, value]) => (value ? [`--${name}`, value] : []));
}

export function onTerm(name: string): string {
  return `on:${termValue(name)}`;
}

/** The filter language, with the names in the events seen so far. */
export function activityLanguage(rows: AuditRow[]): FilterLanguage {
  const all = [...TERMS, ...names(rows)];
  return {
    complete: (filter, caret) => completeTerm(filter, caret, all),
    knows: (term) => meaning(term) !== null,
  };
}

const TERMS: Completion[] = [
  { term: "is:refused", meaning: "attempts that were refused" },
  { term: "is:done", meaning: "what was done" },
  { term: "command:user.", meaning: "everything about people" },
  { term: "command:group.", meaning: "everything about groups" },
  { term: "command:client.", meaning: "everything about local apps" },
  ...EVENT_NAMES.map((command) => ({ term: `command:${command}`, meaning: "this command" })),
  { term: "by:nobody", meaning: "not signed in" },
];

function names(rows: AuditRow[]): Completion[] {
  const actors = new Set(rows.map((row) => row.actor_name).filter(Boolean));
  const targets = new Set(rows.flatMap((row) => row.targets.map((target) => target.name)).filter(Boolean));
  return [
    ...[...actors].map((name) => ({ term: `by:${termValue(name)}`, meaning: `what ${name} did` })),
    ...[...targets].map((name) => ({ term: onTerm(name), meaning: `what happened to ${name}` })),
  ];
}
