import { OWN_LABELS, type OwnPermission } from "@/bindings/commands";
import { ERRORS, TITLES } from "@/bindings/errors";
import type { AuditRow, CommandError, ErrorClass } from "@/bindings/wire";
import { FIELD_WORDS } from "@/bindings/words";
import { t } from ".";
import { host as german } from "./de/host";
import { type EventWords, fillEvent } from "./event";
import { type Language, language } from "./language";

/** Words of one language for what the host names, by its names. */
export interface HostWords {
  /** Titles of the classes of errors. */
  classes: Readonly<Record<ErrorClass, string>>;
  /** Titles of reasons that have one of their own. */
  reasons: Readonly<Record<string, string>>;
  /** Fields of records. */
  fields: Readonly<Record<string, string>>;
  /** Portreeve's own permissions. */
  permissions: Readonly<Record<OwnPermission, string>>;
  events: Readonly<Record<string, EventWords>>;
  /** Events of Portreeve itself that have the name of a command which people perform. */
  automaticEvents: Readonly<Record<string, EventWords>>;
}

/** The host itself speaks English. What a language has no word for is said in English. */
const WORDS: Record<Language, HostWords | null> = { en: null, de: german };
const words = WORDS[language];

function of<V>(record: Readonly<Record<string, V>> | undefined, name: string): V | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** What a reason is called. Unknown reasons are none: an error is then called as its class is. */
export function reasonTitle(reason: string): string | undefined {
  return of(words?.reasons, reason) ?? of(words?.classes, reason) ?? hostReasonTitle(reason);
}

function hostReasonTitle(reason: string): string | undefined {
  return of(TITLES, reason) ?? of(ERRORS, reason)?.title;
}

/** What an error is called. */
export function errorTitle(error: CommandError): string {
  return reasonTitle(error.reason) ?? words?.classes[error.class] ?? ERRORS[error.class].title;
}

/** What the host calls it: its message may begin with that. */
export function hostErrorTitle(error: CommandError): string {
  return hostReasonTitle(error.reason) ?? ERRORS[error.class].title;
}

/** What a field of a record is called. */
export function fieldWord(field: string): string {
  return of(words?.fields, field) ?? of(FIELD_WORDS, field) ?? field.replaceAll("_", " ");
}

/** What a permission is called to which the host gives this label. */
export function permissionLabel(permission: string, label: string): string {
  return of(words?.permissions, permission) ?? label;
}

/** What one of Portreeve's own permissions is called. */
export function ownLabel(permission: OwnPermission): string {
  return permissionLabel(permission, OWN_LABELS[permission]);
}

/** What an event did or tried, after its actor's name: "disabled ada". */
export function eventWords(row: AuditRow): string {
  const automatic = row.via === "itself" ? of(words?.automaticEvents, row.command) : undefined;
  const found = automatic ?? of(words?.events, row.command);
  if (row.is_unreadable || found === undefined) return row.words;
  const [done, tried] = found;
  const says = { people: (count: number) => t("common.people_count", { count }), field: fieldWord };
  return fillEvent(row.outcome === "done" ? done : tried, row, says);
}
