import type { Commands } from "@/bindings/commands";
import type { AuditRow, AuditTargetKind } from "@/bindings/wire";
import { fieldWords } from "./words";

/** What a command does: the past tense, the form for a refused attempt, and the rest of the sentence. */
export type Verb = [done: string, tried: string, rest?: (row: AuditRow) => string];

/** Events without a command: creating the directory, and what the directory does automatically. */
type Unasked =
  | "directory.create"
  | "directory.restore"
  | "directory.repair"
  | "directory.heal"
  | "recovery_kit.restore";

function nameOf(row: AuditRow, kind: AuditTargetKind): string {
  const targets = row.targets.filter((target) => target.kind === kind);
  return targets[0]?.name || targets[0]?.id || "";
}

/** The target of an event: the first of that kind is the one that the request named. */
export const user = (row: AuditRow) => nameOf(row, "user");
export const app = (row: AuditRow) => nameOf(row, "client");
const group = (row: AuditRow) => nameOf(row, "group");
const file = (row: AuditRow) => nameOf(row, "file");
const permission = (row: AuditRow) => nameOf(row, "permission");

/** The same for sentences that need an object: a refused request may have named someone who does not exist. */
const somebody = (row: AuditRow) => user(row) || "somebody";
const someGroup = (row: AuditRow) => group(row) || "a group";
const theGroup = (row: AuditRow) => pair("", "the group", group(row)) || "a group";
const theApp = (row: AuditRow) => pair("", "the local app", app(row)) || "a local app";
const thePermission = (row: AuditRow) => pair("", "the permission", permission(row)) || "a permission";

/** The members that were added to a field, or removed from it. */
function moved(row: AuditRow, field: string, side: "before" | "after"): string {
  return row.targets.flatMap((target) => target.changes).find((change) => change.field === field)?.[side] ?? "";
}

const granted = (row: AuditRow) => moved(row, "permissions", "after") || "a permission";
const revoked = (row: AuditRow) => moved(row, "permissions", "before") || "a permission";

/** "e-mail and first name" */
function fields(row: AuditRow): string {
  const words = [...new Set(row.targets[0]?.changes.map((change) => fieldWords(change.field)))];
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "ada for billing": joined if both are known. */
function pair(first: string, word: string, second: string): string {
  return [first, second && `${word} ${second}`].filter(Boolean).join(" ");
}

function changed(row: AuditRow, name: string): string {
  return fields(row) === "" ? name : `${fields(row)} of ${name}`;
}

/**
 * Words for every command, including those that only read, because their refusals leave events. A missing one does not
 * compile.
 */
const VERBS: Record<keyof Commands | Unasked, Verb> = {
  "directory.create": ["made the directory", "make the directory"],
  "directory.restore": ["restored the directory from a backup", "restore the directory from a backup"],
  "directory.repair": ["went on from what could be proven", "go on from what can be proven"],
  // Its detail itself says what was repaired or lost.
  "directory.heal": ["", "heal what is stored:", (row) => row.detail],
  "directory.show": ["looked at the directory", "look at the directory"],
  "directory.doctor": ["checked everything stored", "check everything stored"],
  "session.sign_in": [
    "signed in",
    "sign in",
    (row) => (row.outcome === "refused" && user(row) ? `as ${user(row)}` : ""),
  ],
  "session.sign_out": ["signed out", "sign out"],
  "session.confirm": ["unlocked the window", "unlock the window"],
  "session.me": ["asked who is signed in", "ask who is signed in"],
  "session.list": ["looked at sessions", "look at sessions"],
  "session.revoke": ["ended sessions", "end sessions", (row) => pair("", "of", user(row))],
  "user.list": ["looked at people", "look at people"],
  "user.show": ["looked at", "look at", somebody],
  "user.create": ["added", "add", somebody],
  "user.update": ["changed", "change", (row) => changed(row, somebody(row))],
  "user.disable": ["disabled", "disable", somebody],
  "user.enable": ["enabled", "enable", somebody],
  "user.delete": ["deleted", "delete", somebody],
  "user.restore": ["restored", "restore", somebody],
  "user.set_password": ["set the password of", "set the password of", somebody],
  "user.check_password": ["checked a password of", "check a password of", somebody],
  "user.grant": ["granted", "grant", (row) => pair(granted(row), "to", somebody(row))],
  "user.revoke": ["revoked", "revoke", (row) => pair(revoked(row), "from", somebody(row))],
  "group.list": ["looked at groups", "look at groups"],
  "group.show": ["looked at", "look at", theGroup],
  "group.create": ["added", "add", theGroup],
  "group.rename": [
    "renamed",
    "rename",
    (row) => (moved(row, "name", "before") ? pair(moved(row, "name", "before"), "to", group(row)) : theGroup(row)),
  ],
  "group.delete": ["deleted", "delete", theGroup],
  "group.add_member": ["added", "add", (row) => pair(user(row) || "a member", "to", someGroup(row))],
  "group.remove_member": ["removed", "remove", (row) => pair(user(row) || "a member", "from", someGroup(row))],
  "group.add_manager": ["made", "make", (row) => `${user(row) || "somebody"} a manager of ${someGroup(row)}`],
  "group.remove_manager": [
    "ended",
    "end",
    (row) => `the management of ${someGroup(row)}${user(row) && ` by ${user(row)}`}`,
  ],
  "group.add_parent": [
    "put",
    "put",
    (row) => pair(someGroup(row), "inside", moved(row, "parents", "after") || "another"),
  ],
  "group.remove_parent": [
    "took",
    "take",
    (row) => pair(someGroup(row), "out of", moved(row, "parents", "before") || "another"),
  ],
  "group.grant": ["granted", "grant", (row) => pair(granted(row), "to", someGroup(row))],
  "group.revoke": ["revoked", "revoke", (row) => pair(revoked(row), "from", someGroup(row))],
  "permission.list": ["looked at permissions", "look at permissions"],
  "permission.add": ["made known", "make known", thePermission],
  "client.list": ["looked at local apps", "look at local apps"],
  "client.show": ["looked at", "look at", theApp],
  "client.create": ["added", "add", theApp],
  "client.update": ["changed", "change", (row) => changed(row, app(row) || "a local app")],
  "client.delete": ["removed", "remove", theApp],
  "client.presets": ["looked at presets", "look at presets"],
  "client.config": ["looked at the config of", "look at the config of", theApp],
  "client.export": ["exported the config of", "export the config of", (row) => app(row) || "a local app"],
  "token.preview": ["previewed a token", "preview a token", (row) => pair("", "for", user(row))],
  "token.issue": ["issued a token", "issue a token", (row) => pair(pair("", "for", user(row)), "to", app(row))],
  "token.refresh": ["refreshed a token", "refresh a token", (row) => pair(pair("", "of", user(row)), "for", app(row))],
  "token.inspect": ["inspected a token", "inspect a token"],
  "client.rotate_secret": ["replaced the secret of", "replace the secret of", theApp],
  "key.rotate": ["replaced signing keys", "replace signing keys"],
  "key.move": ["moved the root key", "move the root key"],
  "key.list": ["looked at signing keys", "look at signing keys"],
  "import.django": ["imported people", "import people", (row) => pair("", "from", file(row))],
  "backup.create": ["backed up", "back up", (row) => pair("", "to", file(row))],
  "backup.verify": ["rehearsed the backup", "rehearse a backup", file],
  "backup.schedule": ["scheduled backups", "schedule backups", (row) => pair("", "beginning with", file(row))],
  "backup.unschedule": ["ended the schedule of backups", "end the schedule of backups"],
  "backup.status": ["looked at backups", "look at backups"],
  "recovery_kit.create": ["made a recovery kit", "make a recovery kit", (row) => pair("", "in", file(row))],
  "recovery_kit.restore": ["brought the key back with a recovery kit", "bring the key back with a recovery kit"],
  "audit.list": ["looked at activity", "look at activity"],
  "audit.verify": ["verified activity", "verify activity"],
  "audit.head": ["asked for the head of activity", "ask for the head of activity"],
  "audit.check": ["checked a head of activity", "check a head of activity"],
  "audit.export": ["exported activity", "export activity", (row) => pair("", "to", file(row))],
  "audit.keep": ["set for how long events are kept", "set for how long events are kept"],
  "audit.prune": ["removed old events", "remove old events"],
  "clock.show": ["looked at the clock", "look at the clock"],
  "clock.accept": ["took the machine's clock as right", "take the machine's clock as right"],
  "undo.preview": ["looked at what undoing changes", "look at what undoing changes"],
  "undo.apply": ["took back", "take back", (row) => (row.undoes ? `event ${row.undoes}` : "a change")],
};

/** The words for an event; none if this window does not know its command. */
export function verbOf({ command, via }: AuditRow): Verb | undefined {
  // A scheduled backup has the name of the command that set the schedule.
  if (command === "backup.schedule" && via === "itself") return VERBS["backup.create"];
  return Object.hasOwn(VERBS, command) ? VERBS[command as keyof typeof VERBS] : undefined;
}

/** Every command that leaves events. */
export const EVENT_COMMANDS = Object.keys(VERBS);
