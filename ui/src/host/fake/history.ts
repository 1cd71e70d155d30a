import type { AuditTarget } from "@/bindings/wire";
import type { FakeDirectory } from "./directory";
import type { FakeUser } from "./team";

const DAY = 1440;

function at(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

function about({ id, login }: FakeUser): AuditTarget {
  return { kind: "user", id, name: login, changes: [] };
}

const file = (name: string): AuditTarget => ({ kind: "file", id: "", name, changes: [] });

/** What had happened in a made-up directory before the window opened: some months of it. */
export function rememberHistory(directory: FakeDirectory, users: FakeUser[]) {
  const { trail } = directory;
  trail.add({ at: at(200 * DAY), actor_name: "", command: "directory.create", detail: "created Acme", via: "setup" });
  trail.add({
    at: at(199 * DAY),
    actor_name: "root",
    command: "import.django",
    detail: `imported ${users.length - 1} new and 0 changed users from a Django dump`,
    targets: [file("/home/admin/dump.json"), ...users.slice(1, 9).map(about)],
    more_targets: Math.max(0, users.length - 9),
    not_undoable_because: "it is too long ago",
  });
  const active = users.filter((user) => user.state === "active");
  for (let step = 0; step < 1180; step += 1) {
    const user = active[(step * 7) % active.length];
    if (!user) break;
    const minutes = 198 * DAY - step * 238;
    const isRefused = step % 29 === 7;
    trail.add({
      at: at(minutes),
      actor_name: "",
      command: "session.sign_in",
      detail: isRefused ? "refused" : `${user.login} signed in`,
      via: step % 5 === 0 ? "command_line" : "window",
      targets: [about(user)],
      ...(isRefused ? { outcome: "refused", code: "wrong_credentials", times: (step % 4) + 1 } : {}),
    });
  }
  recent(directory, users);
}

/** The last few days, with changes that can be taken back. */
function recent(directory: FakeDirectory, users: FakeUser[]) {
  const { trail } = directory;
  const [member, moved] = [users[10], users[22]];
  if (!member || !moved) return;
  const root = { actor_name: "root" };
  const changedMail = { user: moved.id, email: "front.desk@acme.example" };
  directory.perform("user.update", changedMail, { ...root, at: at(3 * DAY) });
  trail.add({
    ...root,
    at: at(2 * DAY),
    command: "backup.create",
    detail: `backed up ${users.length} people`,
    via: "command_line",
    targets: [file("/home/admin/backups/acme-nightly.backup")],
  });
  directory.perform("group.add_member", { group: "On call", user: member.id }, { ...root, at: at(DAY + 90) });
  const grant = { group: "Viewers", permission: "people.view_profile" };
  directory.perform("group.grant", grant, { ...root, at: at(DAY + 84), via: "command_line" });
  trail.add({
    ...root,
    at: at(DAY + 30),
    command: "user.set_password",
    detail: `set the password of ${member.login}`,
    targets: [{ ...about(member), changes: [{ field: "password", before: "", after: "changed" }] }],
    not_undoable_because: "a password was set, and the one before is not kept",
  });
  trail.add({
    at: at(52),
    actor_name: "",
    command: "session.sign_in",
    detail: "refused",
    targets: [about(member)],
    outcome: "refused",
    code: "wrong_credentials",
    times: 4,
  });
  trail.add({
    at: at(34),
    actor_name: member.login,
    command: "group.delete",
    detail: "refused",
    via: "command_line",
    targets: [{ kind: "group", id: "", name: "Finance", changes: [] }],
    outcome: "refused",
    code: "forbidden",
  });
}
