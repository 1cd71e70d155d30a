import type { AuditCondition, AuditFilter, AuditRow } from "@/bindings/wire";
import { EVENT_NAMES } from "@/bindings/words";
import {
  type Completion,
  completeTerm,
  type FilterLanguage,
  filterTerms,
  partsOf,
  type Reading,
  termValue,
  unknownTerm,
} from "@/shared/filter";
import { t } from "@/texts";
import { momentOf } from "./dayTerm";

/** The condition of one term, without its minus; `null` if nobody knows it. */
function conditionOf(key: string | null, value: string, now: number): AuditCondition | null {
  if (value === "") return null;
  switch (key) {
    case null:
      return { text: value };
    case "is": {
      const outcome = value.toLowerCase();
      return outcome === "done" || outcome === "refused" ? { outcome } : null;
    }
    case "by":
      return { actor: value };
    case "on":
      return { target: value };
    case "command":
      return EVENT_NAMES.some((name) => name.startsWith(value)) ? { command: value } : null;
    case "since":
    case "until": {
      const moment = momentOf(value, key, now);
      if (moment === null) return null;
      return key === "since" ? { from: moment } : { to: moment };
    }
    default:
      return null;
  }
}

/**
 * Parses `by:root -on:Finance command:group. is:refused since:7d`; all other words are looked for in the events. All
 * conditions must hold. Terms that nobody knows narrow nothing.
 */
export function parseActivityFilter(filter: string, now: number): AuditFilter {
  const parsed: AuditFilter = {};
  const also: AuditCondition[] = [];
  const without: AuditCondition[] = [];
  for (const { text } of filterTerms(filter)) {
    const { isNegated, key, value } = partsOf(text);
    const condition = text === "-" ? null : conditionOf(key, value, now);
    if (!condition) continue;
    if (isNegated) without.push(condition);
    else if (Object.keys(condition).some((name) => name in parsed)) also.push(condition);
    else Object.assign(parsed, condition);
  }
  return { ...parsed, ...(also.length > 0 && { also }), ...(without.length > 0 && { without }) };
}

/** The filter as arguments of the command line. */
export function filterArguments({ also = [], without = [], ...own }: AuditFilter): string[] {
  const conditions = (option: string, filters: AuditCondition[]) =>
    filters.flatMap((filter) => Object.entries(filter).flatMap(([name, value]) => [option, `${name}:${value}`]));
  return [
    ...Object.entries(own).flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
    ...conditions("--also", also),
    ...conditions("--without", without),
  ];
}

export function onTerm(name: string): string {
  return `on:${termValue(name)}`;
}

const KEYS = ["is:", "by:", "on:", "command:", "since:", "until:"];

/** The filter language, with the names in the events seen so far. */
export function activityLanguage(rows: AuditRow[], now: number): FilterLanguage {
  const all = [...TERMS, ...names(rows)];

  function read(term: string): Reading {
    const { isNegated, key, value } = partsOf(term);
    if (term === "-") return { unknown: t("activity.filter.after_minus") };
    if (key === null) return "word";
    if (!KEYS.includes(`${key}:`)) return unknownTerm(`${key}:`, KEYS);
    if (conditionOf(key, value, now)) return "term";
    const own = all.map(({ term }) => term).filter((one) => one.startsWith(`${key}:`));
    return unknownTerm(isNegated ? term.slice(1) : term, own);
  }

  return { complete: (filter, caret) => completeTerm(filter, caret, all), read };
}

const DAYS: Completion[] = [
  { term: "since:today", meaning: t("activity.filter.today") },
  { term: "since:yesterday", meaning: t("activity.filter.since_yesterday") },
  { term: "since:7d", meaning: t("activity.filter.last_week") },
  { term: "since:30d", meaning: t("activity.filter.last_month") },
  { term: "until:yesterday", meaning: t("activity.filter.before_today") },
  { term: "until:7d", meaning: t("activity.filter.before_week") },
];

/** Every term with its meaning, one a line. */
export const ACTIVITY_HELP = [
  t("activity.filter_help.is"),
  t("activity.filter_help.by"),
  t("activity.filter_help.on"),
  t("activity.filter_help.command"),
  t("activity.filter_help.days"),
  t("activity.filter_help.not"),
].join("\n");

const TERMS: Completion[] = [
  { term: "is:refused", meaning: t("activity.filter.refused") },
  { term: "is:done", meaning: t("activity.filter.done") },
  { term: "command:user.", meaning: t("activity.filter.about_people") },
  { term: "command:group.", meaning: t("activity.filter.about_groups") },
  { term: "command:client.", meaning: t("activity.filter.about_apps") },
  ...EVENT_NAMES.map((command) => ({ term: `command:${command}`, meaning: t("activity.filter.this_command") })),
  { term: "by:nobody", meaning: t("activity.filter.nobody") },
  ...DAYS,
];

function names(rows: AuditRow[]): Completion[] {
  const actors = new Set(rows.map((row) => row.actor_name).filter(Boolean));
  const targets = new Set(rows.flatMap((row) => row.targets.map((target) => target.name)).filter(Boolean));
  return [
    ...[...actors].map((name) => ({ term: `by:${termValue(name)}`, meaning: t("activity.filter.did", { name }) })),
    ...[...targets].map((name) => ({ term: onTerm(name), meaning: t("activity.filter.happened", { name }) })),
  ];
}
