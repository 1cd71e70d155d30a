import type { GroupMemberResponse, GroupRow } from "@/bindings/wire";
import type { Handlers } from "./handlers";
import { groupNamed, groupRefs, pathsFrom, userNamed } from "./lookup";
import type { FakePermissions } from "./permissions";
import { refuse } from "./refuse";
import type { FakeGroup, FakeTeam, FakeUser } from "./team";

/** The groups of a made-up team. */
export class FakeGroups {
  constructor(
    private readonly team: FakeTeam,
    private readonly permissions: FakePermissions,
    private readonly nextId: () => string,
  ) {}

  private row(group: FakeGroup): GroupRow {
    const above = pathsFrom(this.team, group.id).slice(1).flat();
    const inherited = this.team.groups.filter(
      (other) => other.id !== group.id && above.some((ref) => ref.id === other.id),
    );
    return {
      id: group.id,
      name: group.name,
      direct_members: this.team.users.filter((user) => user.groups.includes(group.id) && user.state !== "deleted")
        .length,
      permissions: [...group.permissions].sort(),
      parents: groupRefs(this.team, group.parents),
      children: groupRefs(
        this.team,
        this.team.groups.filter((other) => other.parents.includes(group.id)).map((other) => other.id),
      ),
      managers: this.team.users
        .filter((user) => group.managers.includes(user.id))
        .map(({ id, login }) => ({ id, login })),
      inherited: [...new Set(inherited.flatMap((other) => other.permissions))].sort(),
    };
  }

  private memberChanged(group: FakeGroup, { id, login }: FakeUser): GroupMemberResponse {
    return { ...this.row(group), user: { id, login } };
  }

  readonly handlers = {
    "group.list": () => ({
      groups: this.team.groups.map((group) => this.row(group)).sort((a, b) => a.name.localeCompare(b.name)),
    }),
    "group.show": ({ group }) => this.row(groupNamed(this.team, group)),
    "group.create": ({ name, permissions }) => {
      if (this.team.groups.some((group) => group.name.toLowerCase() === name.toLowerCase())) {
        refuse("name_taken", `The group name "${name}" is taken.`, "Choose another one.");
      }
      const group: FakeGroup = { id: this.nextId(), name, parents: [], managers: [], permissions };
      this.team.groups.push(group);
      return this.row(group);
    },
    "group.rename": ({ group: old, name }) => {
      const group = groupNamed(this.team, old);
      group.name = name;
      return this.row(group);
    },
    "group.delete": ({ group: name }) => {
      const group = groupNamed(this.team, name);
      const row = this.row(group);
      this.team.groups = this.team.groups.filter((other) => other !== group);
      for (const other of this.team.groups) other.parents = other.parents.filter((id) => id !== group.id);
      for (const user of this.team.users) user.groups = user.groups.filter((id) => id !== group.id);
      return row;
    },
    "group.add_member": ({ group: name, user: login }) => {
      const group = groupNamed(this.team, name);
      const user = userNamed(this.team, login);
      user.groups = [...new Set([...user.groups, group.id])];
      return this.memberChanged(group, user);
    },
    "group.remove_member": ({ group: name, user: login }) => {
      const group = groupNamed(this.team, name);
      const user = userNamed(this.team, login);
      user.groups = user.groups.filter((id) => id !== group.id);
      return this.memberChanged(group, user);
    },
    "group.add_manager": ({ group: name, user: login }) => {
      const group = groupNamed(this.team, name);
      group.managers = [...new Set([...group.managers, userNamed(this.team, login).id])];
      return this.row(group);
    },
    "group.remove_manager": ({ group: name, user: login }) => {
      const group = groupNamed(this.team, name);
      const user = userNamed(this.team, login);
      group.managers = group.managers.filter((id) => id !== user.id);
      return this.row(group);
    },
    "group.add_parent": ({ group: name, parent: above }) => {
      const group = groupNamed(this.team, name);
      const parent = groupNamed(this.team, above);
      if (
        pathsFrom(this.team, parent.id)
          .flat()
          .some((ref) => ref.id === group.id)
      ) {
        refuse("rule_violated", `${parent.name} is already inside ${group.name}. Nothing was changed.`);
      }
      group.parents = [...new Set([...group.parents, parent.id])];
      return this.row(group);
    },
    "group.remove_parent": ({ group: name, parent: above }) => {
      const group = groupNamed(this.team, name);
      const parent = groupNamed(this.team, above);
      group.parents = group.parents.filter((id) => id !== parent.id);
      return this.row(group);
    },
    "group.grant": ({ group: name, permission }) => {
      this.permissions.require(permission);
      const group = groupNamed(this.team, name);
      group.permissions = [...new Set([...group.permissions, permission])];
      return this.row(group);
    },
    "group.revoke": ({ group: name, permission }) => {
      const group = groupNamed(this.team, name);
      group.permissions = group.permissions.filter((other) => other !== permission);
      return this.row(group);
    },
  } satisfies Partial<Handlers>;
}
