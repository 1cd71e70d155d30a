import type { LeftOutCount, UserAct, UserChangeManyResponse } from "@/bindings/wire";
import type { CommandName } from "@/host/host";
import { count } from "@/shared/count";
import { t } from "@/texts";

/** The command that does it to one person: it says who can. */
export const COMMAND_FOR_ONE: Record<UserAct["kind"], CommandName> = {
  disable: "user.disable",
  enable: "user.enable",
  delete: "user.delete",
  restore: "user.restore",
  set_staff: "user.update",
  end_sessions: "session.revoke",
  add_to_group: "group.add_member",
  remove_from_group: "group.remove_member",
};

/** Whether the number of people is shown and confirmed before. */
export function isGrave(act: UserAct): boolean {
  return act.kind === "delete" || act.kind === "end_sessions";
}

/** Sessions that have ended stay ended. */
export function isUndoable(act: UserAct): boolean {
  return act.kind !== "end_sessions";
}

/** "Disable 33 people?" */
export function question(act: UserAct, people: number): string {
  const who = count(people, "person", "people");
  switch (act.kind) {
    case "disable":
      return `Disable ${who}?`;
    case "enable":
      return `Enable ${who}?`;
    case "delete":
      return `Delete ${who}?`;
    case "restore":
      return `Restore ${who}?`;
    case "set_staff":
      return act.is_staff ? `Make ${who} staff?` : `Take staff from ${who}?`;
    case "end_sessions":
      return `End the sessions of ${who}? This cannot be undone.`;
    case "add_to_group":
      return `Add ${who} to ${act.group}?`;
    case "remove_from_group":
      return `Remove ${who} from ${act.group}?`;
  }
}

/** "Disabled 33 people. Left out: you, 2 superusers" */
export function outcome(act: UserAct, { changed, left_out }: UserChangeManyResponse): string {
  const parts = [done(act, changed)];
  if (left_out.length > 0) parts.push(`Left out: ${left_out.map(leftOut).join(", ")}`);
  return parts.join(". ");
}

function done(act: UserAct, people: number): string {
  const who = people === 0 ? "nobody" : count(people, "person", "people");
  switch (act.kind) {
    case "disable":
      return `Disabled ${who}`;
    case "enable":
      return `Enabled ${who}`;
    case "delete":
      return `Deleted ${who}`;
    case "restore":
      return `Restored ${who}`;
    case "set_staff":
      return act.is_staff ? `Made ${who} staff` : `Took staff from ${who}`;
    case "end_sessions":
      return `Ended the sessions of ${who}`;
    case "add_to_group":
      return `Added ${who} to ${act.group}`;
    case "remove_from_group":
      return `Removed ${who} from ${act.group}`;
  }
}

function leftOut({ why, count: people }: LeftOutCount): string {
  switch (why) {
    case "yourself":
      return "you";
    case "superuser":
      return count(people, "superuser");
    case "last_superuser":
      return "the last superuser";
    case "no_power":
      return `${count(people, "person", "people")} with more rights than you`;
    case "not_found":
      return `${count(people, "person", "people")} no longer there`;
    case "impossible":
      return `${count(people, "person", "people")} with whom it is impossible`;
  }
}

/** Who was left out and why, a line each; the answer names the first of them. */
export function leftOutLines({ refused, left_out }: UserChangeManyResponse): string[] {
  const all = left_out.reduce((sum, { count: people }) => sum + people, 0);
  // A name keeps its own direction.
  const isolated = (name: string) => `\u2068${name}\u2069`;
  const lines = refused.map(({ name, error }) => t("jobs.left_out", { name: isolated(name), why: error.message }));
  const more = all - refused.length;
  return more > 0 ? [...lines, t("jobs.more_left_out", { count: more })] : lines;
}
