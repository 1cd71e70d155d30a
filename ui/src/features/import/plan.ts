import type { CommandError, ImportHeld, ImportRename, ImportRequest, ImportResponse } from "@/bindings/wire";

/** Choices about reading the file, about people who cannot be imported as they are, and about disabled people. */
export interface ImportChoices {
  /** The zone for times without one; empty for UTC. */
  timeZone: string;
  /** The user model; empty to find it. */
  userModel: string;
  /** The login field; empty for the username or the e-mail address. */
  loginField: string;
  leaveOut: boolean;
  enable: boolean;
  /** New usernames by the number of the object in the file. */
  logins: Record<number, string>;
  /** New names of groups by the number of the object in the file. */
  groups: Record<number, string>;
}

export const NO_CHOICES: ImportChoices = {
  timeZone: "",
  userModel: "",
  loginField: "",
  leaveOut: false,
  enable: false,
  logins: {},
  groups: {},
};

/** What an import is asked for with. */
export interface ImportValues extends ImportChoices {
  path: string;
}

export function importRequest({ path, ...choices }: ImportValues, isDryRun: boolean): ImportRequest {
  return {
    path: path.trim(),
    dry_run: isDryRun,
    leave_out: choices.leaveOut,
    enable: choices.enable,
    time_zone: choices.timeZone.trim() || null,
    user_model: choices.userModel || null,
    login_field: choices.loginField || null,
    logins: renames(choices.logins),
    groups: renames(choices.groups),
  };
}

/** The choice of another name for somebody or a group that is held. */
export function renamed(choices: ImportChoices, held: ImportHeld, name: string): Partial<ImportChoices> {
  const kind = held.kind === "user" ? "logins" : "groups";
  return { [kind]: { ...choices[kind], [held.place]: name } };
}

function renames(names: Record<number, string>): ImportRename[] {
  return Object.entries(names).map(([place, name]) => ({ old: `#${place}`, new: name }));
}

/** The possible user models, if it is not clear which one is meant. */
export function userModels(error: CommandError | null): string[] {
  return error?.reason === "import.not_a_dump" ? (error.details ?? []) : [];
}

/** How many things the import would add or change. */
export function changes(plan: ImportResponse): number {
  return plan.users_created + plan.users_updated + plan.groups_created + plan.groups_updated + plan.permissions_created;
}

/** How many people the import would add or change. */
export function changedPeople(plan: ImportResponse): number {
  return plan.users_created + plan.users_updated;
}
