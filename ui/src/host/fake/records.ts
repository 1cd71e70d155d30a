import type { AuditChange, AuditTarget, ClientRow } from "@/bindings/wire";
import type { FakeGroup, FakeUser } from "./team";

/** What can be taken back: people, groups and local apps. */
export interface Records {
  users: FakeUser[];
  groups: FakeGroup[];
  clients: ClientRow[];
}

type Kind = "user" | "group" | "client";
type Fields = Record<string, string | string[]>;

/** One record before and after; `null` where there was none. */
export interface Step {
  kind: Kind;
  id: string;
  before: FakeUser | FakeGroup | ClientRow | null;
  after: FakeUser | FakeGroup | ClientRow | null;
}

const LISTS = { user: "users", group: "groups", client: "clients" } as const;

/** Shallow copies are enough: changes put new lists in the place of old ones. */
export function photograph({ users, groups, clients }: Records): Records {
  const copy = <R extends object>(list: R[]) => list.map((record) => ({ ...record }));
  return { users: copy(users), groups: copy(groups), clients: copy(clients) };
}

export function stepsBetween(before: Records, after: Records): Step[] {
  return (Object.keys(LISTS) as Kind[]).flatMap((kind) => {
    const old = new Map(before[LISTS[kind]].map((record) => [record.id, record]));
    const now = new Map(after[LISTS[kind]].map((record) => [record.id, record]));
    return [...new Set([...old.keys(), ...now.keys()])]
      .map((id) => ({ kind, id, before: old.get(id) ?? null, after: now.get(id) ?? null }))
      .filter((step) => changesOf(step, after.groups).length > 0);
  });
}

export function targetOf(step: Step, groups: FakeGroup[]): AuditTarget {
  return { kind: step.kind, id: step.id, name: nameOf(step), changes: changesOf(step, groups) };
}

/** Puts a record back as it was. */
export function revert(records: Records, { kind, id, before }: Step) {
  const list = records[LISTS[kind]] as { id: string }[];
  const index = list.findIndex((record) => record.id === id);
  if (before === null) {
    if (kind === "user") (list[index] as FakeUser).state = "deleted";
    else list.splice(index, 1);
  } else if (index < 0) {
    list.push({ ...before });
  } else {
    Object.assign(list[index] as object, before);
  }
}

/** The first field that is not any more what the step made it. */
export function changedSince(records: Records, step: Step): string | null {
  const now = (records[LISTS[step.kind]] as NonNullable<Step["after"]>[]).find((record) => record.id === step.id);
  return changesOf({ ...step, before: step.after, after: now ?? null }, records.groups)[0]?.field ?? null;
}

function nameOf({ kind, before, after }: Step): string {
  const record = after ?? before;
  return kind === "user" ? (record as FakeUser).login : (record as FakeGroup | ClientRow).name;
}

function changesOf({ kind, before, after }: Step, groups: FakeGroup[]): AuditChange[] {
  const old = before ? fieldsOf(kind, before, groups) : {};
  const now = after ? fieldsOf(kind, after, groups) : {};
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .map((field) => difference(field, old[field], now[field]))
    .filter((change) => change !== null);
}

function difference(field: string, old: Fields[string] = "", now: Fields[string] = ""): AuditChange | null {
  if (!Array.isArray(old) && !Array.isArray(now)) return old === now ? null : { field, before: old, after: now };
  const [went, came] = [[...old], [...now]];
  const before = went.filter((entry) => !came.includes(entry)).join(", ");
  const after = came.filter((entry) => !went.includes(entry)).join(", ");
  return before === after ? null : { field, before, after };
}

function fieldsOf(kind: Kind, record: NonNullable<Step["after"]>, groups: FakeGroup[]): Fields {
  const names = (ids: string[]) => ids.map((id) => groups.find((group) => group.id === id)?.name ?? id);
  const yes = (flag: boolean) => (flag ? "yes" : "no");
  if (kind === "user") {
    const user = record as FakeUser;
    return {
      login: user.login,
      first_name: user.first_name,
      last_name: user.last_name,
      email: user.email,
      is_active: yes(user.state === "active"),
      is_staff: yes(user.is_staff),
      is_superuser: yes(user.is_superuser),
      groups: names(user.groups),
      permissions: user.granted,
    };
  }
  if (kind === "group") {
    const group = record as FakeGroup;
    return { name: group.name, permissions: group.permissions, parents: names(group.parents) };
  }
  const { name, audience, algorithm, access_secs, refresh_secs } = record as ClientRow;
  return { name, audience, algorithm, access_secs: String(access_secs), refresh_secs: String(refresh_secs) };
}
