import type { LeftOutCount, UserAct, UserChangeManyResponse } from "@/bindings/wire";
import type { CommandName } from "@/host/host";
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

/** The name of an act in the catalogue. */
function nameOf(act: UserAct) {
  if (act.kind === "set_staff") return act.is_staff ? "make_staff" : "remove_staff";
  return act.kind;
}

function groupOf(act: UserAct): string {
  return act.kind === "add_to_group" || act.kind === "remove_from_group" ? act.group : "";
}

/** "Disable 33 people?" */
export function question(act: UserAct, people: number): string {
  return t(`people.ask.${nameOf(act)}`, { count: people, group: groupOf(act) });
}

/** "Disabled 33 people. Left out: you, 2 superusers" */
export function outcome(act: UserAct, { changed, left_out }: UserChangeManyResponse): string {
  const done =
    changed === 0
      ? t("people.done_to_no_one")
      : t(`people.done.${nameOf(act)}`, { count: changed, group: groupOf(act) });
  return left_out.length === 0 ? done : t("people.done_but", { done, who: left_out.map(leftOut).join(", ") });
}

function leftOut({ why, count }: LeftOutCount): string {
  return t(`people.left_out.${why}`, { count });
}

/** Who was left out and why, a line each; the answer names the first of them. */
export function leftOutLines({ refused, left_out }: UserChangeManyResponse): string[] {
  const all = left_out.reduce((sum, { count: people }) => sum + people, 0);
  // A name keeps its own direction.
  const isolated = (name: string) => `\u2068${name}\u2069`;
  const lines = refused.map(({ name, error }) => t("jobs.left_out", { name: isolated(name), why: error.message }));
  const more = all - refused.length;
  return more > 0 ? [...lines, t("people.more_left_out", { count: more })] : lines;
}
