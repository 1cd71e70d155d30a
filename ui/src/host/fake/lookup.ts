import type { GroupRef } from "@/bindings/wire";
import { refuse } from "./refuse";
import type { FakeGroup, FakeTeam, FakeUser } from "./team";

/** By identifier or name, as everywhere on the wire. */
export function userNamed(team: FakeTeam, name: string): FakeUser {
  return (
    team.users.find((user) => user.id === name || user.login === name) ??
    refuse("not_found", `There is no user "${name}".`)
  );
}

export function groupNamed(team: FakeTeam, name: string): FakeGroup {
  return (
    team.groups.find((group) => group.id === name || group.name === name) ??
    refuse("not_found", `There is no group "${name}".`)
  );
}

export function groupRefs(team: FakeTeam, ids: string[]): GroupRef[] {
  return team.groups
    .filter((group) => ids.includes(group.id))
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Every chain of groups upwards from one, itself first. */
export function pathsFrom(team: FakeTeam, id: string): GroupRef[][] {
  const group = groupNamed(team, id);
  const here = { id, name: group.name };
  return [[here], ...group.parents.flatMap((parent) => pathsFrom(team, parent).map((path) => [here, ...path]))];
}
