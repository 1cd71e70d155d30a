import type { UserState } from "@/bindings/wire";

export interface FakeGroup {
  id: string;
  name: string;
  parents: string[];
  managers: string[];
  permissions: string[];
}

export interface FakeUser {
  id: string;
  login: string;
  first_name: string;
  last_name: string;
  email: string;
  state: UserState;
  is_staff: boolean;
  is_superuser: boolean;
  groups: string[];
  granted: string[];
  joined_at: string;
  last_sign_in_at: string | null;
  password: string | null;
  algorithm: string;
}

export interface FakeTeam {
  users: FakeUser[];
  groups: FakeGroup[];
  permissions: Map<string, string>;
}

// The first and last names of the Django fixture in /tests/fixtures.
const FIRST =
  "Ada Barbara Олена Søren Ιωάννα Grace Katherine Frances Zoë Sophie Nguyễn Łukasz 明 José Hedy Joan Margaret Radia".split(
    " ",
  );
const LAST =
  "Lovelace Παπαδάκης Hamilton Liskov Kierkegaard Nowak Johnson Văn Lamarr Wilson Müller Hopper Perlman García Allen 王 Шевченко Clarke".split(
    " ",
  );
const ALGORITHMS = ["Argon2id", "PBKDF2-SHA256", "Argon2id", "bcrypt-SHA256", "scrypt", "Argon2id", "MD5", "Argon2id"];

const DAY_MS = 86_400_000;

/** The same numbers on every run, so that screenshots and tests can be compared. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export function fakeId(number: number): string {
  return `0192f3c4-7a1e-7c52-8000-${number.toString(16).padStart(12, "0")}`;
}

/** Identifiers of what comes later, none twice. */
export function fakeIds(): () => string {
  let last = 5000;
  return () => {
    last += 1;
    return fakeId(last);
  };
}

const OWN_NOUNS = ["user", "group", "client", "session"];

export function fakePermissions(): Map<string, string> {
  const known = new Map([
    ["people.add_invoice", "Can add invoice"],
    ["people.approve_invoice", "Can approve invoice"],
    ["people.change_invoice", "Can change invoice"],
    ["people.delete_invoice", "Can delete invoice"],
    ["people.view_invoice", "Can view invoice"],
    ["people.change_profile", "Can change profile"],
    ["people.view_profile", "Can view profile"],
  ]);
  for (const noun of OWN_NOUNS) {
    for (const verb of ["add", "change", "delete", "view"]) {
      known.set(`portreeve.${verb}_${noun}`, `Can ${verb} ${noun === "client" ? "local app" : noun}`);
    }
  }
  known.set("portreeve.export_client", "Can export a local app's config");
  known.set("portreeve.issue_token", "Can issue a token");
  known.set("portreeve.view_audit", "Can view the audit trail");
  known.set("portreeve.export_audit", "Can export the audit trail");
  known.set("portreeve.prune_audit", "Can remove old events from the audit trail");
  known.set("portreeve.import_directory", "Can import people and groups");
  return known;
}

export const ROOT: FakeUser = {
  id: fakeId(1),
  login: "root",
  first_name: "",
  last_name: "",
  email: "",
  state: "active",
  is_staff: true,
  is_superuser: true,
  groups: [],
  granted: [],
  joined_at: new Date(Date.now() - 200 * DAY_MS).toISOString(),
  last_sign_in_at: new Date(Date.now() - 3 * 60_000).toISOString(),
  password: "correct horse",
  algorithm: "Argon2id",
};

const GROUPS: FakeGroup[] = [
  {
    id: fakeId(901),
    name: "Editors",
    parents: [],
    managers: [],
    permissions: ["people.add_invoice", "people.change_invoice"],
  },
  {
    id: fakeId(902),
    name: "Finance",
    parents: [],
    managers: [],
    permissions: ["people.view_invoice", "people.view_profile"],
  },
  {
    id: fakeId(903),
    name: "Invoice approvers",
    parents: [fakeId(902)],
    managers: [],
    permissions: ["people.approve_invoice"],
  },
  { id: fakeId(904), name: "On call", parents: [], managers: [], permissions: [] },
  { id: fakeId(905), name: "Viewers", parents: [], managers: [], permissions: ["people.view_invoice"] },
];

function latin(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function fakeUser(index: number, random: () => number): FakeUser {
  const first = FIRST[index % FIRST.length] ?? "Ada";
  const last = LAST[Math.floor(index / FIRST.length + index * 7) % LAST.length] ?? "Lovelace";
  const login = index === 0 ? "ada" : index % 3 === 0 ? `${latin(first)}.${latin(last)}${index}` : `user${index}`;
  const memberships = GROUPS.filter(() => random() < 0.28).map((group) => group.id);
  const draw = random();
  return {
    id: fakeId(index + 2),
    login,
    first_name: first,
    last_name: last,
    email: random() < 0.12 ? "" : `${login}@acme.example`,
    state: draw < 0.07 ? "disabled" : draw < 0.09 ? "deleted" : "active",
    is_staff: random() < 0.08,
    is_superuser: index === 25,
    groups: index === 0 ? [fakeId(903), fakeId(901)] : memberships,
    granted: index % 11 === 0 ? ["people.delete_invoice"] : [],
    joined_at: new Date(Date.now() - Math.floor(random() * 800) * DAY_MS).toISOString(),
    last_sign_in_at: random() < 0.2 ? null : new Date(Date.now() - random() ** 4 * 300 * DAY_MS).toISOString(),
    password: index % 16 === 15 ? null : "correct horse",
    algorithm: ALGORITHMS[index % ALGORITHMS.length] ?? "Argon2id",
  };
}

export function displayName(user: FakeUser): string {
  return `${user.first_name} ${user.last_name}`.trim() || user.login;
}

export function emptyTeam(): FakeTeam {
  return { users: [], groups: [], permissions: fakePermissions() };
}

export function fakeTeam(people: number): FakeTeam {
  const random = seeded(7);
  const users = Array.from({ length: people }, (_, index) => fakeUser(index, random));
  return { users: [{ ...ROOT }, ...users], groups: structuredClone(GROUPS), permissions: fakePermissions() };
}
