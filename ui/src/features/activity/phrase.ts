import type { AuditRow, AuditTargetKind } from "@/bindings/wire";
import { fieldWords } from "./words";

/** An event as a sentence: who, and what they did. */
export interface Phrase {
  who: string;
  what: string;
}

/** What a command does: when it was done, when somebody tried to, and the rest of the sentence. */
type Verb = [done: string, tried: string, rest?: (row: AuditRow) => string];

function nameOf(row: AuditRow, kind: AuditTargetKind): string {
  const targets = row.targets.filter((target) => target.kind === kind);
  return targets[0]?.name || targets[0]?.id || "";
}

/** Who or what it is about; the first of that kind is what was asked for. */
const user = (row: AuditRow) => nameOf(row, "user");
const group = (row: AuditRow) => nameOf(row, "group");
const app = (row: AuditRow) => nameOf(row, "client");
const file = (row: AuditRow) => nameOf(row, "file");
const permission = (row: AuditRow) => nameOf(row, "permission");

/** What came into a field, or what went out of it. */
function moved(row: AuditRow, field: string, side: "before" | "after"): string {
  return row.targets.flatMap((target) => target.changes).find((change) => change.field === field)?.[side] ?? "";
}

/** "e-mail and first name" */
function fields(row: AuditRow): string {
  const words = [...new Set(row.targets[0]?.changes.map((change) => fieldWords(change.field)))];
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "ada for billing": joined where both are known. */
function pair(first: string, word: string, second: string): string {
  return [first, second && `${word} ${second}`].filter(Boolean).join(" ");
}

function changed(row: AuditRow, name: string): string {
  return fields(row) === "" ? name : `${fields(row)} of ${name}`;
}

const VERBS: Record<string, Verb> = {
  "directory.create": ["made the directory", "make the directory"],
  "directory.restore": ["restored the directory from a backup", "restore the directory from a backup"],
  "directory.repair": ["went on from what could be proven", "go on from what can be proven"],
  "session.sign_in": [
    "signed in",
    "sign in",
    (row) => (row.outcome === "refused" && user(row) ? `as ${user(row)}` : ""),
  ],
  "session.sign_out": ["signed out", "sign out"],
  "session.confirm": ["unlocked the window", "unlock the window"],
  "session.revoke": ["ended sessions", "end sessions", (row) => pair("", "of", user(row))],
  "user.create": ["added", "add", user],
  "user.update": ["changed", "change", (row) => changed(row, user(row))],
  "user.disable": ["disabled", "disable", user],
  "user.enable": ["enabled", "enable", user],
  "user.delete": ["deleted", "delete", user],
  "user.restore": ["restored", "restore", user],
  "user.set_password": ["set the password of", "set the password of", user],
  "user.check_password": ["checked a password of", "check a password of", user],
  "user.grant": ["granted", "grant", (row) => pair(moved(row, "permissions", "after"), "to", user(row))],
  "user.revoke": ["revoked", "revoke", (row) => pair(moved(row, "permissions", "before"), "from", user(row))],
  "group.create": ["added the group", "add the group", group],
  "group.rename": ["renamed", "rename", (row) => pair(moved(row, "name", "before"), "to", group(row))],
  "group.delete": ["deleted the group", "delete the group", group],
  "group.add_member": ["added", "add", (row) => pair(user(row) || "a member", "to", group(row))],
  "group.remove_member": ["removed", "remove", (row) => pair(user(row) || "a member", "from", group(row))],
  "group.add_parent": ["put", "put", (row) => pair(group(row), "inside", moved(row, "parents", "after"))],
  "group.remove_parent": ["took", "take", (row) => pair(group(row), "out of", moved(row, "parents", "before"))],
  "group.grant": ["granted", "grant", (row) => pair(moved(row, "permissions", "after"), "to", group(row))],
  "group.revoke": ["revoked", "revoke", (row) => pair(moved(row, "permissions", "before"), "from", group(row))],
  "permission.add": ["made known the permission", "make known the permission", permission],
  "client.create": ["added the local app", "add the local app", app],
  "client.update": ["changed", "change", (row) => changed(row, app(row))],
  "client.delete": ["removed the local app", "remove the local app", app],
  "client.export": ["exported the config of", "export the config of", app],
  "token.issue": ["issued a token", "issue a token", (row) => pair(pair("", "for", user(row)), "to", app(row))],
  "token.refresh": ["refreshed a token", "refresh a token", (row) => pair(pair("", "of", user(row)), "for", app(row))],
  "import.django": ["imported people", "import people", (row) => pair("", "from", file(row))],
  "backup.create": ["backed up to", "back up to", file],
  "backup.verify": ["rehearsed the backup", "rehearse the backup", file],
  "audit.export": ["exported activity to", "export activity to", file],
  "audit.prune": ["removed old events", "remove old events"],
  "clock.accept": ["took the machine's clock as right", "take the machine's clock as right"],
  "undo.apply": ["took back", "take back", (row) => (row.undoes ? `event ${row.undoes}` : "a change")],
};

function whoOf(row: AuditRow): string {
  if (row.actor_name) return row.actor_name;
  if (row.via === "setup") return "Setup";
  if (row.via === "itself") return "Portreeve";
  // Signing in is done before anybody is signed in.
  const isSigningIn = row.command === "session.sign_in" && row.outcome === "done";
  return (isSigningIn && user(row)) || (row.command === "token.refresh" && app(row)) || "Somebody";
}

export function phrase(row: AuditRow): Phrase {
  const who = whoOf(row);
  const verb = VERBS[row.command];
  if (row.is_unreadable || !verb) return { who: row.is_unreadable ? "" : who, what: row.detail || row.command };
  const [done, tried, rest] = verb;
  const words = row.outcome === "done" ? done : `tried to ${tried}`;
  return { who, what: [words, rest?.(row)].filter(Boolean).join(" ") };
}

/** The whole sentence: "root disabled ada". */
export function sentenceOf(row: AuditRow): string {
  const { who, what } = phrase(row);
  return [who, what].filter(Boolean).join(" ");
}

/** Every command that leaves events. */
export const EVENT_COMMANDS = Object.keys(VERBS);
