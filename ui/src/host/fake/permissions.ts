import type { GroupRef, PermissionPath } from "@/bindings/wire";
import type { Handlers } from "./handlers";
import { groupNamed, groupRefs, pathsFrom } from "./lookup";
import { refuse } from "./refuse";
import type { FakeTeam, FakeUser } from "./team";

/** What may be granted in a made-up team. */
export class FakePermissions {
  constructor(private readonly team: FakeTeam) {}

  /** Refuses one that nobody has made known. */
  require(permission: string) {
    if (!this.team.permissions.has(permission)) {
      refuse("not_found", `There is no permission "${permission}".`, "Permissions look like app.codename.");
    }
  }

  /** All that a person may, with how they come to it. */
  of(user: FakeUser): PermissionPath[] {
    if (user.state !== "active") return [];
    const found = new Map<string, GroupRef[][]>();
    const add = (permission: string, path: GroupRef[]) =>
      found.set(permission, [...(found.get(permission) ?? []), path]);
    for (const permission of user.granted) add(permission, []);
    for (const path of user.groups.flatMap((id) => pathsFrom(this.team, id))) {
      for (const permission of groupNamed(this.team, path.at(-1)?.id ?? "").permissions) add(permission, path);
    }
    return [...found]
      .map(([permission, paths]) => ({ permission, label: this.label(permission), paths }))
      .sort((a, b) => a.permission.localeCompare(b.permission));
  }

  private label(permission: string): string {
    return this.team.permissions.get(permission) ?? permission;
  }

  readonly handlers = {
    "permission.list": () => ({
      permissions: [...this.team.permissions].sort().map(([permission, label]) => ({
        permission,
        label,
        groups: groupRefs(
          this.team,
          this.team.groups.filter((group) => group.permissions.includes(permission)).map((group) => group.id),
        ),
        direct_holders: this.team.users.filter((user) => user.granted.includes(permission)).length,
      })),
    }),
    "permission.add": ({ permission, label }) => {
      this.team.permissions.set(permission, label || `Can ${permission.split(".")[1]?.replaceAll("_", " ")}`);
      return { permission, label: this.label(permission), groups: [], direct_holders: 0 };
    },
  } satisfies Partial<Handlers>;
}
