import type { ImportHeld, ImportRequest, ImportResponse } from "@/bindings/wire";
import { refuse } from "./refuse";
import { type FakeTeam, fakeTeam } from "./team";

/** One who cannot come in as they are, in a path that has "held" in it. */
const HELD: ImportHeld = {
  kind: "user",
  name: "mira holm",
  place: 61,
  key: "61",
  is_active: true,
  last_sign_in_at: null,
  why: "the name holds ` `; letters, digits and @ . + - _ are allowed",
};

/** One who has no user name and no address, in a path that has "phone" in it. */
const NAMELESS: ImportHeld = {
  ...HELD,
  name: "#61",
  why: "there is no user name, and no e-mail address to go by; `--login-field` names another field of `phone`",
};

/** Imports what any path that ends in ".json" holds: 60 people and their groups. */
export function importDump(team: FakeTeam, request: ImportRequest): ImportResponse {
  const { path, dry_run, leave_out, logins } = request;
  if (!path.endsWith(".json")) {
    refuse(
      "import_not_a_dump",
      `"${path}" is not a Django dump. Nothing was changed.`,
      "Make one with manage.py dumpdata.",
    );
  }
  if (path.includes("models") && !request.user_model) {
    refuse(
      "import_not_a_dump",
      `${path}: it is not clear which model is that of your users: \`core.person\` (2), \`shop.customer\` (1)`,
      "nothing was changed; one of these holds the people who sign in, with their passwords",
      ["core.person", "shop.customer"],
    );
  }
  const isRenamed = logins.some((login) => login.old === `#${HELD.place}`);
  const isPhone = path.includes("phone");
  const held = path.includes("held") ? [HELD] : isPhone && request.login_field !== "phone" ? [NAMELESS] : [];
  const isHeld = held.length > 0 && !isRenamed;
  if (isHeld && !dry_run && !leave_out) {
    refuse("import_rejected", `${path}: 1 entry cannot come in as they are; nothing was changed`);
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
    stay_disabled: { names: [], count: 0 },
    brought_back: { names: [], count: 0 },
    not_in_file: { names: [], count: 0 },
    held: isHeld ? held : [],
    held_count: isHeld ? 1 : 0,
    notes: path.includes("naive")
      ? [
          `\`date_joined\` has no time zone and was read as ${request.time_zone ?? "UTC"}; \`--time-zone\` names another (60)`,
        ]
      : [],
    login_fields: isPhone ? ["badge", "phone"] : [],
    can_undo: true,
    rows: [
      ...groups.map((group) => ({ kind: "group", name: group.name, action: "create" as const, changes: [] })),
      ...users.map((user) => ({ kind: "user", name: user.login, action: "create" as const, changes: [] })),
    ],
    rows_left: 0,
  };
}
