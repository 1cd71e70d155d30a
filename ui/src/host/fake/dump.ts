import type { ImportRequest, ImportResponse } from "@/bindings/wire";
import { refuse } from "./refuse";
import { type FakeTeam, fakeTeam } from "./team";

/** Imports what any path that ends in ".json" holds: 60 people and their groups. */
export function importDump(team: FakeTeam, { path, dry_run }: ImportRequest): ImportResponse {
  if (!path.endsWith(".json")) {
    refuse(
      "import_not_a_dump",
      `"${path}" is not a Django dump. Nothing was changed.`,
      "Make one with manage.py dumpdata.",
    );
  }
  const known = new Set(team.users.map((user) => user.login));
  const incoming = fakeTeam(60);
  const users = incoming.users.slice(1).filter((user) => !known.has(user.login));
  const groups = incoming.groups.filter((group) => !team.groups.some((other) => other.id === group.id));
  if (!dry_run) {
    team.users.push(...users);
    team.groups.push(...groups);
  }
  return {
    dry_run,
    users_created: users.length,
    users_updated: 0,
    users_same: 60 - users.length,
    groups_created: groups.length,
    groups_updated: 0,
    groups_same: incoming.groups.length - groups.length,
    permissions_created: 7,
    stay_deleted: 0,
    without_password: users.filter((user) => user.password === null).length,
    to_rehash: users.filter((user) => user.password !== null && user.algorithm !== "Argon2id").length,
    skipped: [{ model: "people.profile", count: 60 }],
    rows: [
      ...groups.map((group) => ({ kind: "group", name: group.name, action: "create" as const, changes: [] })),
      ...users.map((user) => ({ kind: "user", name: user.login, action: "create" as const, changes: [] })),
    ],
  };
}
