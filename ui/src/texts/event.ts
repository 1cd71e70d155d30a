import type { AuditRow, AuditTargetKind } from "@/bindings/wire";
import { locale } from "./language";

/** Words for an event, after its actor's name: what was done, and what was tried. */
export type EventWords = readonly [done: string, tried: string];

/** What the words of a language need beside a template. */
export interface EventLanguage {
  people(count: number): string;
  field(name: string): string;
}

const LIST = new Intl.ListFormat(locale, { type: "conjunction" });

/**
 * Fills a template: of `[disabled {user}|disabled someone]` the first part stands whose names the event has. The host has
 * the same templates in English.
 */
export function fillEvent(template: string, row: AuditRow, says: EventLanguage): string {
  return template.replace(/\[([^\]]*)\]/g, (_, parts: string) => {
    for (const part of parts.split("|")) {
      const filled = fillPart(part, row, says);
      if (filled !== null) return filled;
    }
    return "";
  });
}

/** `null` if a name in it is not known. */
function fillPart(part: string, row: AuditRow, says: EventLanguage): string | null {
  const names = [...part.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => find(name, row, says));
  if (names.includes("")) return null;
  return part.replace(/\{[^}]*\}/g, () => names.shift() ?? "");
}

/** The text for a name; empty if the event does not have it. */
function find(name: string, row: AuditRow, says: EventLanguage): string {
  switch (name) {
    case "user":
      return people(row, says) || named(row, "user");
    case "group":
    case "permission":
    case "file":
      return named(row, name);
    case "app":
      return named(row, "client");
    case "fields":
      return LIST.format(new Set(row.targets[0]?.changes.map(({ field }) => says.field(field))));
    case "undoes":
      return row.undoes == null ? "" : String(row.undoes);
    case "detail":
      return row.detail;
    default: {
      // `+field` is what a change put into the field, `-field` what it took out.
      const changes = row.targets.flatMap((target) => target.changes);
      const change = changes.find(({ field }) => field === name.slice(1));
      return (name.startsWith("+") ? change?.after : change?.before) ?? "";
    }
  }
}

/** "33 people", if the event is about several. */
function people({ targets, more_targets }: AuditRow, says: EventLanguage): string {
  const count = targets.filter(({ kind }) => kind === "user").length + more_targets;
  return count > 1 ? says.people(count) : "";
}

/** The name of the first target of this kind, which is the one that was asked for. */
function named({ targets }: AuditRow, kind: AuditTargetKind): string {
  const target = targets.find((target) => target.kind === kind);
  return target?.name || target?.id || "";
}
