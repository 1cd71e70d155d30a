import type { UserColumn, UserDetail, UserRow } from "@/bindings/wire";
import { compileFilter } from "./filter";
import type { Handlers } from "./handlers";
import { groupNamed, groupRefs, userNamed } from "./lookup";
import type { FakePermissions } from "./permissions";
import { refuse } from "./refuse";
import type { FakeSessions } from "./sessions";
import { displayName, type FakeTeam, type FakeUser } from "./team";

/** The people of a made-up team. */
export class FakeUsers {
  /** The last list that was asked for: scrolling through 100,000 people must not sort them for every hundred. */
  private lastList: { question: string; matched: FakeUser[] } | null = null;

  constructor(
    private readonly team: FakeTeam,
    private readonly permissions: FakePermissions,
    private readonly sessions: FakeSessions,
    private readonly nextId: () => string,
  ) {}

  row(user: FakeUser): UserRow {
    const { password: _password, algorithm: _algorithm, granted: _granted, ...shown } = user;
    return { ...shown, display_name: displayName(user), groups: groupRefs(this.team, user.groups) };
  }

  /** To be called after every change. */
  forgetList() {
    this.lastList = null;
  }

  private matching(filter: string, sort: UserColumn, descending: boolean): FakeUser[] {
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

  private detail(user: FakeUser): UserDetail {
    return {
      user: this.row(user),
      password: {
        is_usable: user.password !== null,
        algorithm: user.password === null ? "" : user.algorithm,
        is_outranked: false,
        needs_rehash: user.password !== null && user.algorithm !== "Argon2id",
        changed_at: null,
      },
      permissions: user.is_superuser ? [] : this.permissions.of(user),
      granted: [...user.granted],
      live_sessions: this.sessions.countOf(user),
    };
  }

  private setState(name: string, state: FakeUser["state"]): UserRow {
    const user = userNamed(this.team, name);
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
    if (state !== "active") this.sessions.endAllOf(user);
    return this.row(user);
  }

  readonly handlers = {
    "user.list": ({ filter, sort, descending, page }) => {
      const started = performance.now();
      const question = JSON.stringify([filter, sort, descending]);
      if (this.lastList?.question !== question) {
        this.lastList = { question, matched: this.matching(filter, sort, descending) };
      }
      const { matched } = this.lastList;
      return {
        total: this.team.users.filter((user) => user.state !== "deleted").length,
        matched: matched.length,
        rows: matched.slice(page.offset, page.offset + page.limit).map((user) => this.row(user)),
        took_us: Math.round((performance.now() - started) * 1000),
      };
    },
    "user.show": ({ user }) => this.detail(userNamed(this.team, user)),
    "user.create": (request) => {
      if (this.team.users.some((user) => user.login.toLowerCase() === request.login.toLowerCase())) {
        refuse("name_taken", `The login name "${request.login}" is taken.`, "Choose another one.");
      }
      if (request.login.trim() === "") refuse("invalid_request", "A login name is needed.");
      if (request.password) checkPolicy(request.password);
      const user: FakeUser = {
        id: this.nextId(),
        login: request.login,
        first_name: request.first_name,
        last_name: request.last_name,
        email: request.email,
        state: "active",
        is_staff: request.is_staff,
        is_superuser: request.is_superuser,
        groups: request.groups.map((group) => groupNamed(this.team, group).id),
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
      const user = userNamed(this.team, name);
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
      checkPolicy(password);
      const user = userNamed(this.team, name);
      user.password = password;
      user.algorithm = "Argon2id";
      return this.row(user);
    },
    "user.check_password": ({ user, password }) => ({ matches: userNamed(this.team, user).password === password }),
    "user.grant": ({ user: name, permission }) => {
      this.permissions.require(permission);
      const user = userNamed(this.team, name);
      user.granted = [...new Set([...user.granted, permission])];
      return this.row(user);
    },
    "user.revoke": ({ user: name, permission }) => {
      const user = userNamed(this.team, name);
      user.granted = user.granted.filter((other) => other !== permission);
      return this.row(user);
    },
  } satisfies Partial<Handlers>;
}

function checkPolicy(password: string) {
  if (password.length < 8) {
    refuse("password_rejected", "The password is too short.", "Use at least 8 characters.");
  }
}
