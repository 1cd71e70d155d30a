import type { Commands } from "@/bindings/commands";
import type {
  AuditTarget,
  ClientRow,
  CommandError,
  DoctorFinding,
  GroupRef,
  GroupRow,
  ImportResponse,
  KeyLocation,
  PermissionPath,
  SessionRow,
  UserColumn,
  UserDetail,
  UserRow,
} from "@/bindings/wire";
import { FakeBackups } from "./backups";
import { configText, PEM, PRESETS } from "./config";
import { compileFilter } from "./filter";
import { rememberHistory } from "./history";
import { refuse } from "./refuse";
import { type FakeGroup, type FakeTeam, type FakeUser, fakeId, fakeTeam } from "./team";
import { encodeToken, inspectToken, previewToken } from "./token";
import { type FakeEvent, FakeTrail } from "./trail";

type Handlers = { [C in keyof Commands]: (request: Commands[C]["request"]) => Commands[C]["response"] };

const ISSUER = "http://127.0.0.1:8765";
const KEY_ID = "N5xqHk0YV1v3l0bF4m0cQ2kq0o9r1Jt5p3Xw7uS8aZc";

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

/** 33 words that are none: letters only, so that nobody takes them for a key. */
function fakeShare(share: number): string {
  return Array.from(
    { length: 33 },
    (_, word) => `word${"abc"[share - 1]}${String.fromCharCode(97 + (word % 26))}`,
  ).join(" ");
}

/** A directory in memory that answers as the real one does. */
export class FakeDirectory {
  actor: FakeUser | null = null;
  /** Files that `client.export` wrote, by path. */
  readonly files = new Map<string, string>();
  readonly clients: ClientRow[] = [];
  /** What the next examination of everything stored finds. */
  findings: DoctorFinding[] = [];
  /** The machine's clock has jumped back so far. */
  clockBehindSecs: number | null = null;
  readonly backups = new FakeBackups(() => ({
    directory: fakeId(99),
    team: this.name,
    users: this.team.users.length,
    groups: this.team.groups.length,
    clients: this.clients.length,
  }));
  readonly trail = new FakeTrail(() => ({ ...this.team, clients: this.clients }));
  private sessions: SessionRow[] = [];
  private readonly createdAt = new Date().toISOString();
  private lastId = 5000;
  /** The last list that was asked for: scrolling through 100,000 people must not sort them for every hundred. */
  private lastList: { question: string; matched: FakeUser[] } | null = null;

  constructor(
    private readonly team: FakeTeam,
    readonly name: string,
    public keyLocation: KeyLocation,
  ) {}

  private nextId(): string {
    this.lastId += 1;
    return fakeId(this.lastId);
  }

  signIn(login: string, password: string): FakeUser {
    const user = this.team.users.find((candidate) => candidate.login === login);
    if (!user || user.password !== password || user.state !== "active") {
      refuse("wrong_credentials", "The login name or the password is wrong.");
    }
    this.actor = user;
    user.last_sign_in_at = new Date().toISOString();
    this.addSession(user, "window", null, 0, true);
    return user;
  }

  addSession(user: FakeUser, kind: SessionRow["kind"], client: string | null, minutes: number, isCurrent = false) {
    this.sessions.push({
      id: this.nextId(),
      user_id: user.id,
      login: user.login,
      display_name: displayName(user),
      kind,
      client,
      issued_at: minutesAgo(minutes * 3 + 1),
      last_seen_at: minutesAgo(minutes),
      expires_at: minutesAgo(kind === "token_family" ? minutes - 14 * 1440 : minutes - 720),
      is_current: isCurrent,
    });
  }

  /** Some local apps and sessions, as after a few months of use. */
  settle() {
    this.backups.settle("late");
    for (const name of ["billing-app", "wiki", "stock-room"]) {
      this.handlers["client.create"]({ name, algorithm: name === "stock-room" ? "HS256" : "RS256" });
    }
    rememberHistory(this, this.team.users);
    for (const [index, user] of this.team.users.slice(1, 40).entries()) {
      if (index % 3 === 0) this.addSession(user, "token_family", "billing-app", index * 7 + 12);
      if (index % 7 === 0) this.addSession(user, "window", null, index * 31 + 4);
      if (index % 11 === 0) this.addSession(user, "cli", null, index * 55 + 90);
    }
  }

  user(name: string): FakeUser {
    return (
      this.team.users.find((user) => user.id === name || user.login === name) ??
      refuse("not_found", `There is no user "${name}".`)
    );
  }

  private group(name: string): FakeGroup {
    return (
      this.team.groups.find((group) => group.id === name || group.name === name) ??
      refuse("not_found", `There is no group "${name}".`)
    );
  }

  private client(name: string): ClientRow {
    return (
      this.clients.find((client) => client.id === name || client.name === name) ??
      refuse("not_found", `There is no local app "${name}".`)
    );
  }

  private refs(ids: string[]): GroupRef[] {
    return this.team.groups
      .filter((group) => ids.includes(group.id))
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  row(user: FakeUser): UserRow {
    const { password: _password, algorithm: _algorithm, granted: _granted, ...shown } = user;
    return { ...shown, display_name: displayName(user), groups: this.refs(user.groups) };
  }

  private groupRow(group: FakeGroup): GroupRow {
    const above = this.pathsFrom(group.id).slice(1).flat();
    const inherited = this.team.groups.filter(
      (other) => other.id !== group.id && above.some((ref) => ref.id === other.id),
    );
    return {
      id: group.id,
      name: group.name,
      direct_members: this.team.users.filter((user) => user.groups.includes(group.id) && user.state !== "deleted")
        .length,
      permissions: [...group.permissions].sort(),
      parents: this.refs(group.parents),
      children: this.refs(
        this.team.groups.filter((other) => other.parents.includes(group.id)).map((other) => other.id),
      ),
      inherited: [...new Set(inherited.flatMap((other) => other.permissions))].sort(),
    };
  }

  /** Every chain of groups upwards from one, itself first. */
  private pathsFrom(id: string): GroupRef[][] {
    const group = this.group(id);
    const here = { id, name: group.name };
    return [[here], ...group.parents.flatMap((parent) => this.pathsFrom(parent).map((path) => [here, ...path]))];
  }

  permissionsOf(user: FakeUser): PermissionPath[] {
    if (user.state !== "active") return [];
    const found = new Map<string, GroupRef[][]>();
    const add = (permission: string, path: GroupRef[]) =>
      found.set(permission, [...(found.get(permission) ?? []), path]);
    for (const permission of user.granted) add(permission, []);
    for (const path of user.groups.flatMap((id) => this.pathsFrom(id))) {
      for (const permission of this.group(path.at(-1)?.id ?? "").permissions) add(permission, path);
    }
    return [...found]
      .map(([permission, paths]) => ({ permission, label: this.label(permission), paths }))
      .sort((a, b) => a.permission.localeCompare(b.permission));
  }

  private findUsers(filter: string, sort: UserColumn, descending: boolean): FakeUser[] {
    const matched = this.team.users.filter(compileFilter(filter, this.team.groups));
    const key = {
      login: (user: FakeUser) => user.login,
      name: (user: FakeUser) => displayName(user),
      email: (user: FakeUser) => user.email,
      last_sign_in: (user: FakeUser) => user.last_sign_in_at ?? "",
      joined: (user: FakeUser) => user.joined_at,
    }[sort];
    const turn = descending ? -1 : 1;
    return matched.sort((a, b) => (key(a) < key(b) ? -turn : turn));
  }

  /** To be called after every change. */
  forgetList() {
    this.lastList = null;
  }

  private label(permission: string): string {
    return this.team.permissions.get(permission) ?? permission;
  }

  private knowsPermission(permission: string) {
    if (!this.team.permissions.has(permission)) {
      refuse("not_found", `There is no permission "${permission}".`, "Permissions look like app.codename.");
    }
  }

  private detail(user: FakeUser): UserDetail {
    return {
      user: this.row(user),
      password: {
        is_usable: user.password !== null,
        algorithm: user.password === null ? "" : user.algorithm,
        needs_rehash: user.password !== null && user.algorithm !== "Argon2id",
        changed_at: null,
      },
      permissions: user.is_superuser ? [] : this.permissionsOf(user),
      granted: [...user.granted],
      live_sessions: this.sessions.filter((session) => session.user_id === user.id).length,
    };
  }

  private setState(name: string, state: FakeUser["state"]): UserRow {
    const user = this.user(name);
    const isLastSuperuser =
      user.is_superuser &&
      state !== "active" &&
      !this.team.users.some((other) => other !== user && other.is_superuser && other.state === "active");
    if (isLastSuperuser) {
      refuse(
        "rule_violated",
        `${displayName(user)} is the last superuser who can sign in. Nothing was changed.`,
        "Make somebody else a superuser first.",
      );
    }
    user.state = state;
    if (state !== "active") this.sessions = this.sessions.filter((session) => session.user_id !== user.id);
    return this.row(user);
  }

  private import(dryRun: boolean): ImportResponse {
    const known = new Set(this.team.users.map((user) => user.login));
    const incoming = fakeTeam(60);
    const users = incoming.users.slice(1).filter((user) => !known.has(user.login));
    const groups = incoming.groups.filter((group) => !this.team.groups.some((other) => other.id === group.id));
    if (!dryRun) {
      this.team.users.push(...users);
      this.team.groups.push(...groups);
    }
    return {
      dry_run: dryRun,
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

  readonly handlers: Handlers = {
    "directory.show": () => {
      const living = this.team.users.filter((user) => user.state !== "deleted");
      return {
        id: fakeId(99),
        team: this.name,
        issuer: ISSUER,
        users: living.length,
        active_users: living.filter((user) => user.state === "active").length,
        superusers: living.filter((user) => user.is_superuser && user.state === "active").length,
        groups: this.team.groups.length,
        clients: this.clients.length,
        key_location: this.keyLocation,
        created_at: this.createdAt,
        clock_behind_secs: this.clockBehindSecs,
      };
    },
    "directory.doctor": () => ({
      is_well: this.findings.every((finding) => finding.is_healed),
      findings: this.findings,
      took_ms: 41,
    }),
    "session.sign_in": ({ login, password }) => ({ token: "", user: this.row(this.signIn(login, password)) }),
    "session.sign_out": () => ({}),
    "session.confirm": () => ({}),
    "session.me": () => {
      const actor = this.actor ?? refuse("not_signed_in", "Nobody is signed in.");
      return { user: this.row(actor), permissions: this.permissionsOf(actor).map((path) => path.permission) };
    },
    "session.list": ({ user }) => ({
      sessions: this.sessions
        .filter((session) => Date.parse(session.expires_at) > Date.now())
        .filter((session) => !user || session.user_id === user || session.login === user)
        .sort((a, b) => b.last_seen_at.localeCompare(a.last_seen_at)),
    }),
    "session.revoke": ({ session, user }) => {
      const before = this.sessions.length;
      this.sessions = this.sessions.filter(
        (other) => other.id !== session && (!user || (other.user_id !== user && other.login !== user)),
      );
      return { ended: before - this.sessions.length };
    },

    "user.list": ({ filter, sort, descending, page }) => {
      const started = performance.now();
      const question = JSON.stringify([filter, sort, descending]);
      if (this.lastList?.question !== question) {
        this.lastList = { question, matched: this.findUsers(filter, sort, descending) };
      }
      const { matched } = this.lastList;
      return {
        total: this.team.users.filter((user) => user.state !== "deleted").length,
        matched: matched.length,
        rows: matched.slice(page.offset, page.offset + page.limit).map((user) => this.row(user)),
        took_us: Math.round((performance.now() - started) * 1000),
      };
    },
    "user.show": ({ user }) => this.detail(this.user(user)),
    "user.create": (request) => {
      if (this.team.users.some((user) => user.login.toLowerCase() === request.login.toLowerCase())) {
        refuse("name_taken", `The login name "${request.login}" is taken.`, "Choose another one.");
      }
      if (request.login.trim() === "") refuse("invalid_request", "A login name is needed.");
      if (request.password) this.checkPolicy(request.password);
      const user: FakeUser = {
        id: this.nextId(),
        login: request.login,
        first_name: request.first_name,
        last_name: request.last_name,
        email: request.email,
        state: "active",
        is_staff: request.is_staff,
        is_superuser: request.is_superuser,
        groups: request.groups.map((group) => this.group(group).id),
        granted: [],
        joined_at: new Date().toISOString(),
        last_sign_in_at: null,
        password: request.password ?? null,
        algorithm: "Argon2id",
      };
      this.team.users.push(user);
      return this.row(user);
    },
    "user.update": ({ user: name, ...changes }) => {
      const user = this.user(name);
      const taken = this.team.users.some((other) => other !== user && other.login === changes.login);
      if (taken) refuse("name_taken", `The login name "${changes.login}" is taken.`, "Choose another one.");
      for (const [field, value] of Object.entries(changes)) {
        if (value !== null && value !== undefined) Object.assign(user, { [field]: value });
      }
      return this.row(user);
    },
    "user.disable": ({ user }) => this.setState(user, "disabled"),
    "user.enable": ({ user }) => this.setState(user, "active"),
    "user.delete": ({ user }) => this.setState(user, "deleted"),
    "user.restore": ({ user }) => this.setState(user, "active"),
    "user.set_password": ({ user: name, password }) => {
      this.checkPolicy(password);
      const user = this.user(name);
      user.password = password;
      user.algorithm = "Argon2id";
      return this.row(user);
    },
    "user.check_password": ({ user, password }) => ({ matches: this.user(user).password === password }),
    "user.grant": ({ user: name, permission }) => {
      this.knowsPermission(permission);
      const user = this.user(name);
      user.granted = [...new Set([...user.granted, permission])];
      return this.row(user);
    },
    "user.revoke": ({ user: name, permission }) => {
      const user = this.user(name);
      user.granted = user.granted.filter((other) => other !== permission);
      return this.row(user);
    },

    "group.list": () => ({
      groups: this.team.groups.map((group) => this.groupRow(group)).sort((a, b) => a.name.localeCompare(b.name)),
    }),
    "group.show": ({ group }) => this.groupRow(this.group(group)),
    "group.create": ({ name, permissions }) => {
      if (this.team.groups.some((group) => group.name.toLowerCase() === name.toLowerCase())) {
        refuse("name_taken", `The group name "${name}" is taken.`, "Choose another one.");
      }
      const group: FakeGroup = { id: this.nextId(), name, parents: [], permissions };
      this.team.groups.push(group);
      return this.groupRow(group);
    },
    "group.rename": ({ group: old, name }) => {
      const group = this.group(old);
      group.name = name;
      return this.groupRow(group);
    },
    "group.delete": ({ group: name }) => {
      const group = this.group(name);
      this.team.groups = this.team.groups.filter((other) => other !== group);
      for (const other of this.team.groups) other.parents = other.parents.filter((id) => id !== group.id);
      for (const user of this.team.users) user.groups = user.groups.filter((id) => id !== group.id);
      return {};
    },
    "group.add_member": ({ group: name, user: login }) => {
      const group = this.group(name);
      const user = this.user(login);
      user.groups = [...new Set([...user.groups, group.id])];
      return this.groupRow(group);
    },
    "group.remove_member": ({ group: name, user: login }) => {
      const group = this.group(name);
      const user = this.user(login);
      user.groups = user.groups.filter((id) => id !== group.id);
      return this.groupRow(group);
    },
    "group.add_parent": ({ group: name, parent: above }) => {
      const group = this.group(name);
      const parent = this.group(above);
      if (
        this.pathsFrom(parent.id)
          .flat()
          .some((ref) => ref.id === group.id)
      ) {
        refuse("rule_violated", `${parent.name} is already inside ${group.name}. Nothing was changed.`);
      }
      group.parents = [...new Set([...group.parents, parent.id])];
      return this.groupRow(group);
    },
    "group.remove_parent": ({ group: name, parent: above }) => {
      const group = this.group(name);
      const parent = this.group(above);
      group.parents = group.parents.filter((id) => id !== parent.id);
      return this.groupRow(group);
    },
    "group.grant": ({ group: name, permission }) => {
      this.knowsPermission(permission);
      const group = this.group(name);
      group.permissions = [...new Set([...group.permissions, permission])];
      return this.groupRow(group);
    },
    "group.revoke": ({ group: name, permission }) => {
      const group = this.group(name);
      group.permissions = group.permissions.filter((other) => other !== permission);
      return this.groupRow(group);
    },

    "permission.list": () => ({
      permissions: [...this.team.permissions].sort().map(([permission, label]) => ({
        permission,
        label,
        groups: this.refs(
          this.team.groups.filter((group) => group.permissions.includes(permission)).map((group) => group.id),
        ),
        direct_holders: this.team.users.filter((user) => user.granted.includes(permission)).length,
      })),
    }),

    "permission.add": ({ permission, label }) => {
      this.team.permissions.set(permission, label || `Can ${permission.split(".")[1]?.replaceAll("_", " ")}`);
      return { permission, label: this.label(permission), groups: [], direct_holders: 0 };
    },

    "client.list": () => ({ clients: [...this.clients].sort((a, b) => a.name.localeCompare(b.name)) }),
    "client.show": ({ client }) => ({ ...this.client(client) }),
    "client.create": ({ name, audience, algorithm, access_secs, refresh_secs }) => {
      if (this.clients.some((client) => client.name === name)) {
        refuse("name_taken", `There is a local app "${name}" already.`, "Choose another name.");
      }
      const client: ClientRow = {
        id: this.nextId(),
        name,
        audience: audience ?? name,
        algorithm: algorithm ?? "RS256",
        access_secs: access_secs ?? 600,
        refresh_secs: refresh_secs ?? 14 * 86_400,
        issuer: ISSUER,
        key_id: algorithm === "HS256" ? null : KEY_ID,
        created_at: new Date().toISOString(),
      };
      this.clients.push(client);
      return client;
    },
    "client.update": ({ client: name, ...changes }) => {
      const client = this.client(name);
      for (const [field, value] of Object.entries(changes)) {
        if (value !== null && value !== undefined) Object.assign(client, { [field]: value });
      }
      client.key_id = client.algorithm === "HS256" ? null : KEY_ID;
      return { ...client };
    },
    "client.delete": ({ client: name }) => {
      this.clients.splice(this.clients.indexOf(this.client(name)), 1);
      return {};
    },
    "client.presets": () => ({ presets: PRESETS }),
    "client.config": ({ client, preset }) => configText(this.client(client), this.preset(preset)),
    "client.export": ({ client, preset: id, path }) => {
      if (!path.startsWith("/")) {
        refuse("target_unwritable", "The path is not absolute. Nothing was written.", "Start it with a slash.");
      }
      const preset = this.preset(id);
      const config = configText(this.client(client), preset);
      this.files.set(path, config.text);
      return { path, bytes: config.text.length, holds_secret: config.holds_secret, note: preset.note };
    },

    "token.preview": ({ client, user }) => this.preview(client, user),
    "token.issue": ({ client, user }) => {
      const row = this.client(client);
      this.addSession(this.user(user), "token_family", row.name, 0);
      return {
        access_token: encodeToken(this.preview(client, user)),
        refresh_token: `prv_${crypto.randomUUID().replaceAll("-", "")}`,
        token_type: "Bearer",
        expires_in: row.access_secs,
      };
    },
    "token.refresh": () => refuse("not_signed_in", "The refresh token is not known."),
    "token.inspect": ({ token }) => inspectToken(token, this.clients, this.team.users),
    "key.list": () => ({
      keys: [{ id: KEY_ID, algorithm: "RS256", created_at: this.createdAt, pem: PEM }],
      jwks: { keys: [{ kty: "RSA", kid: KEY_ID, alg: "RS256", use: "sig" }] },
    }),
    "import.django": ({ path, dry_run }) => {
      if (!path.endsWith(".json")) {
        refuse(
          "import_not_a_dump",
          `"${path}" is not a Django dump. Nothing was changed.`,
          "Make one with manage.py dumpdata.",
        );
      }
      return this.import(dry_run);
    },

    "backup.create": (request) => this.backups.create(request),
    "backup.verify": (request) => this.backups.verify(request),
    "backup.status": () => this.backups.status(),
    "backup.schedule": (request) => this.backups.plan(request),
    "backup.unschedule": () => this.backups.plan(null),
    "recovery_kit.create": ({ folder, password }) => {
      if (password !== this.actor?.password)
        refuse("wrong_credentials", "the password is wrong", "try again, or sign out");
      const three = [1, 2, 3];
      return folder
        ? { paths: three.map((share) => `${folder}/portreeve-recovery-share-${share}.txt`), shares: [] }
        : { paths: [], shares: three.map(fakeShare) };
    },

    "clock.show": () => ({ now: new Date().toISOString(), behind_secs: this.clockBehindSecs }),
    "clock.accept": () => {
      this.clockBehindSecs = null;
      return { now: new Date().toISOString(), behind_secs: null };
    },

    "audit.list": (request) => this.trail.list(request),
    "audit.verify": () => this.trail.verify(),
    "audit.head": () => this.trail.head(),
    "audit.check": ({ code }) => this.trail.check(code),
    "audit.export": (request) => this.trail.export(request),
    "audit.prune": (request) => this.trail.prune(request),
    "undo.preview": ({ event }) => this.trail.preview(this.actor?.login ?? "", event),
    "undo.apply": ({ event }) => this.trail.undo(this.actor?.login ?? "", event),
  };

  /** Does what is asked and leaves it in the trail, refusals too. */
  perform<C extends keyof Commands>(
    command: C,
    request: Commands[C]["request"],
    circumstances: Partial<FakeEvent> = {},
  ): Commands[C]["response"] {
    const work = () => this.handlers[command](request);
    if (isReading(command) || command === "undo.apply") return work();
    const event = {
      at: new Date().toISOString(),
      actor_name: this.actor?.login ?? "",
      command,
      detail: command.replaceAll(/[._]/g, " "),
      ...circumstances,
    };
    const about = typeof request === "object" ? this.about({ ...request }) : [];
    try {
      return this.trail.record(event, about, work);
    } catch (thrown) {
      this.trail.add({ ...event, targets: about, outcome: "refused", code: (thrown as CommandError).code });
      throw thrown;
    }
  }

  /** What a request names. */
  private about(request: Record<string, unknown>): AuditTarget[] {
    const { user, group, client, path } = request;
    const target = (kind: AuditTarget["kind"], name: unknown, id = ""): AuditTarget[] =>
      typeof name === "string" ? [{ kind, id, name, changes: [] }] : [];
    const whose = this.team.users.find((other) => other.id === user || other.login === user);
    const which = this.team.groups.find((other) => other.id === group || other.name === group);
    const app = this.clients.find((other) => other.id === client || other.name === client);
    return [
      ...target("group", which?.name ?? group, which?.id),
      ...target("user", whose?.login ?? user, whose?.id),
      ...target("client", app?.name ?? client, app?.id),
      ...target("file", path),
    ];
  }

  private preview(client: string, user: string) {
    const whose = this.user(user);
    return previewToken(
      this.client(client),
      whose,
      this.refs(whose.groups).map((group) => group.name),
    );
  }

  private preset(id: string) {
    return PRESETS.find((preset) => preset.id === id) ?? refuse("preset_rejected", `There is no preset "${id}".`);
  }

  private checkPolicy(password: string) {
    if (password.length < 8) {
      refuse("password_rejected", "The password is too short.", "Use at least 8 characters.");
    }
  }
}

function displayName(user: FakeUser): string {
  return `${user.first_name} ${user.last_name}`.trim() || user.login;
}

/** Commands that change nothing. */
export function isReading(command: string): boolean {
  return (
    /\.(list|show|preview|presets|config|inspect|me|status|doctor|verify|head|check)$/.test(command) &&
    command !== "backup.verify"
  );
}
