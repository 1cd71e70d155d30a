import type { Commands } from "@/bindings/commands";
import type { AuditTarget, CommandError, DoctorFinding, KeyLocation } from "@/bindings/wire";
import { FakeBackups } from "./backups";
import { FakeClients, ISSUER } from "./clients";
import { importDump } from "./dump";
import { FakeGroups } from "./groups";
import { type Handlers, isReading } from "./handlers";
import { rememberHistory } from "./history";
import { makeKit } from "./kit";
import { userNamed } from "./lookup";
import { FakePermissions } from "./permissions";
import { refuse } from "./refuse";
import { FakeSessions } from "./sessions";
import { type FakeTeam, type FakeUser, fakeId, fakeIds } from "./team";
import { type FakeEvent, FakeTrail } from "./trail";
import { FakeUsers } from "./users";

/** A directory in memory that answers as the real one does. */
export class FakeDirectory {
  actor: FakeUser | null = null;
  /** What the next examination of everything stored finds. */
  findings: DoctorFinding[] = [];
  /** The machine's clock has jumped back so far. */
  clockBehindSecs: number | null = null;
  readonly users: FakeUsers;
  readonly clients: FakeClients;
  readonly backups: FakeBackups;
  readonly trail: FakeTrail;
  readonly handlers: Handlers;
  /** The password was shown again. */
  private isConfirmed = false;
  private readonly permissions: FakePermissions;
  private readonly sessions: FakeSessions;
  private readonly createdAt = new Date().toISOString();

  constructor(
    private readonly team: FakeTeam,
    readonly name: string,
    public keyLocation: KeyLocation,
  ) {
    const nextId = fakeIds();
    this.permissions = new FakePermissions(team);
    this.sessions = new FakeSessions(nextId);
    this.users = new FakeUsers(team, this.permissions, this.sessions, nextId);
    this.clients = new FakeClients(team, this.sessions, nextId);
    this.backups = new FakeBackups(() => ({
      directory: fakeId(99),
      team: name,
      users: team.users.length,
      groups: team.groups.length,
      clients: this.clients.rows.length,
    }));
    this.trail = new FakeTrail(() => ({ ...team, clients: this.clients.rows }));
    this.handlers = {
      ...this.ownHandlers,
      ...this.users.handlers,
      ...new FakeGroups(team, this.permissions, nextId).handlers,
      ...this.permissions.handlers,
      ...this.clients.handlers,
      ...this.sessions.handlers,
      "user.set_password": (request) => {
        const isOwn = [this.actor?.login, this.actor?.id].includes(request.user);
        if (!isOwn) this.require("portreeve.change_user");
        if (isOwn && !this.isConfirmed) refuse("proof_needed", "Changing your own password takes the present one.");
        this.isConfirmed = false;
        return this.users.handlers["user.set_password"](request);
      },
    };
  }

  signIn(login: string, password: string): FakeUser {
    const user = this.team.users.find((candidate) => candidate.login === login);
    if (!user || user.password !== password || user.state !== "active") {
      refuse("wrong_credentials", "The login name or the password is wrong.");
    }
    this.actor = user;
    user.last_sign_in_at = new Date().toISOString();
    this.sessions.add(user, "window", null, 0, true);
    return user;
  }

  /** Some local apps and sessions, as after a few months of use. */
  settle() {
    this.backups.settle("late");
    for (const name of ["billing-app", "wiki", "stock-room"]) {
      this.handlers["client.create"]({ name, algorithm: name === "stock-room" ? "HS256" : "RS256" });
    }
    rememberHistory(this, this.team.users);
    for (const [index, user] of this.team.users.slice(1, 40).entries()) {
      if (index % 3 === 0) this.sessions.add(user, "token_family", "billing-app", index * 7 + 12);
      if (index % 7 === 0) this.sessions.add(user, "window", null, index * 31 + 4);
      if (index % 11 === 0) this.sessions.add(user, "cli", null, index * 55 + 90);
    }
  }

  private require(permission: string) {
    const { actor } = this;
    if (!actor || actor.is_superuser) return;
    const has = this.permissions.of(actor).some((path) => path.permission === permission);
    if (!has)
      refuse("forbidden", `${actor.login} does not have ${permission}`, `ask a superuser to grant you ${permission}`);
  }

  user(name: string): FakeUser {
    return userNamed(this.team, name);
  }

  /** What is about the directory as a whole, or about who sits at it. */
  private readonly ownHandlers = {
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
        clients: this.clients.rows.length,
        key_location: this.keyLocation,
        created_at: this.createdAt,
        clock_behind_secs: this.clockBehindSecs,
        keep_events_days: this.trail.keptDays,
      };
    },
    "directory.doctor": () => ({
      is_well: this.findings.every((finding) => finding.outcome !== "lost"),
      findings: this.findings,
    }),
    "session.sign_in": ({ login, password }) => ({ token: "", user: this.users.row(this.signIn(login, password)) }),
    "session.sign_out": () => ({}),
    "session.confirm": (password) => {
      if (password !== this.actor?.password)
        refuse("wrong_credentials", "the password is wrong", "try again, or sign out");
      this.isConfirmed = true;
      return {};
    },
    "session.me": () => {
      const actor = this.actor ?? refuse("not_signed_in", "Nobody is signed in.");
      return { user: this.users.row(actor), permissions: this.permissions.of(actor).map((path) => path.permission) };
    },

    "import.django": (request) => importDump(this.team, request),

    "backup.create": (request) => this.backups.create(request),
    "backup.verify": (request) => this.backups.verify(request),
    "backup.status": () => this.backups.status(),
    "backup.schedule": (request) => this.backups.plan(request),
    "backup.unschedule": () => this.backups.plan(null),
    "key.move": ({ to }) => {
      if (to === this.keyLocation) refuse("rule_violated", `The key is in the ${to} already.`);
      this.keyLocation = to;
      return { key_location: to };
    },
    "recovery_kit.create": ({ folder, password }) => {
      if (password !== this.actor?.password) {
        refuse("wrong_credentials", "the password is wrong", "try again, or sign out");
      }
      return makeKit(folder);
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
    "audit.keep": ({ days }) => ({ days: this.trail.keep(days ?? null) }),
    "audit.prune": (request) => this.trail.prune(request),
    "undo.preview": ({ event }) => this.trail.preview(this.actor?.login ?? "", event),
    "undo.apply": ({ event }) => this.trail.undo(this.actor?.login ?? "", event),
  } satisfies Partial<Handlers>;

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
    const app = this.clients.rows.find((other) => other.id === client || other.name === client);
    return [
      ...target("group", which?.name ?? group, which?.id),
      ...target("user", whose?.login ?? user, whose?.id),
      ...target("client", app?.name ?? client, app?.id),
      ...target("file", path),
    ];
  }
}
