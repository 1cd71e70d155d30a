import type { FakeGroup, FakeUser } from "./team";

type Matches = (user: FakeUser) => boolean;

const IS_WORDS = ["active", "disabled", "deleted", "staff", "superuser", "never_signed_in"];
const UNIT_HOURS: Record<string, number> = { h: 1, d: 24, w: 7 * 24, m: 30 * 24, y: 365 * 24 };

/** Understands the same filter language as the Rust side, term by term. */
export function compileFilter(filter: string, groups: FakeGroup[]): Matches {
  const terms = filter.match(/-?(?:\w+:)?"[^"]*"?|\S+/g) ?? [];
  const wanted = terms.map((term) => compileTerm(term, groups));
  const asksForDeleted = /(^|\s)is:deleted/.test(filter);
  return (user) => (user.state !== "deleted" || asksForDeleted) && wanted.every((matches) => matches(user));
}

function compileTerm(term: string, groups: FakeGroup[]): Matches {
  if (term.startsWith("-") && term.length > 1) {
    const matches = compileTerm(term.slice(1), groups);
    return (user) => !matches(user);
  }
  const [, field, value] = /^([a-z][\w-]*):"?([^"]*)"?$/i.exec(term) ?? [];
  const looked = (value ?? term.replaceAll('"', "")).toLowerCase();
  switch (field?.toLowerCase()) {
    case undefined:
      return (user) =>
        `${user.first_name} ${user.last_name}\n${user.login}\n${user.email}`.toLowerCase().includes(looked);
    case "group":
      return inGroup(value ?? "", groups);
    case "is":
      return is(looked.replaceAll("-", "_"));
    case "last_sign_in":
      return lastSignIn(looked);
    default:
      return refuse(`\`${field}:\` is not known; there is is:, group: and last_sign_in:`);
  }
}

function inGroup(name: string, groups: FakeGroup[]): Matches {
  if (name === "") return refuse("`group:` needs a name, for example group:Editors");
  const group = groups.find(({ id, name: other }) => id === name || other.toLowerCase() === name.toLowerCase());
  return group ? (user) => user.groups.includes(group.id) : refuse(`there is no group \`${name}\``);
}

function is(word: string): Matches {
  if (word === "staff") return (user) => user.is_staff;
  if (word === "superuser") return (user) => user.is_superuser;
  if (word === "never_signed_in") return (user) => !user.last_sign_in_at;
  if (IS_WORDS.includes(word)) return (user) => user.state === word;
  return refuse(`\`is:${word}\` is not known; there is ${IS_WORDS.map((known) => `is:${known}`).join(", ")}`);
}

function lastSignIn(value: string): Matches {
  const [, sign, count, unit] = /^([<>])(\d+)([hdwmy])$/.exec(value) ?? [];
  if (!unit) return refuse(`\`last_sign_in:${value}\` is not understood; write last_sign_in:<90d or last_sign_in:>90d`);
  const moment = Date.now() - Number(count) * (UNIT_HOURS[unit] ?? 0) * 3_600_000;
  if (sign === "<") return (user) => Date.parse(user.last_sign_in_at ?? user.joined_at) < moment;
  return (user) => !!user.last_sign_in_at && Date.parse(user.last_sign_in_at) >= moment;
}

function refuse(message: string): never {
  throw { code: "invalid_request", message };
}
