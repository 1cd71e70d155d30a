import type { FakeGroup, FakeUser } from "./team";

type Matches = (user: FakeUser) => boolean;

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
  const [, field, value] = /^(is|group):"?([^"]*)"?$/.exec(term) ?? [];
  const looked = (value ?? term.replaceAll('"', "")).toLowerCase();
  if (field === "group") {
    const group = groups.find((candidate) => candidate.name.toLowerCase() === looked);
    return (user) => group !== undefined && user.groups.includes(group.id);
  }
  if (field === "is") {
    if (looked === "staff") return (user) => user.is_staff;
    if (looked === "superuser") return (user) => user.is_superuser;
    if (looked !== "active" && looked !== "disabled" && looked !== "deleted") {
      throw {
        code: "invalid_request",
        message: `The filter does not know "is:${looked}".`,
        hint: "Use is:active, is:disabled, is:deleted, is:staff or is:superuser.",
      };
    }
    return (user) => user.state === looked;
  }
  return (user) => `${user.first_name} ${user.last_name}\n${user.login}\n${user.email}`.toLowerCase().includes(looked);
}
