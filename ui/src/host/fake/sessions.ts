import type { SessionRow } from "@/bindings/wire";
import type { Handlers } from "./handlers";
import { displayName, type FakeUser } from "./team";

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

/** Who is signed in to a made-up directory, and where. */
export class FakeSessions {
  private rows: SessionRow[] = [];

  constructor(private readonly nextId: () => string) {}

  add(user: FakeUser, kind: SessionRow["kind"], client: string | null, minutes: number, isCurrent = false) {
    this.rows.push({
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

  countOf(user: FakeUser): number {
    return this.rows.filter((session) => session.user_id === user.id).length;
  }

  endAllOf(user: FakeUser) {
    this.rows = this.rows.filter((session) => session.user_id !== user.id);
  }

  readonly handlers = {
    "session.list": ({ user }) => ({
      sessions: this.rows
        .filter((session) => Date.parse(session.expires_at) > Date.now())
        .filter((session) => !user || session.user_id === user || session.login === user)
        .sort((a, b) => b.last_seen_at.localeCompare(a.last_seen_at)),
    }),
    "session.revoke": ({ session, user }) => {
      const before = this.rows.length;
      this.rows = this.rows.filter(
        (other) => other.id !== session && (!user || (other.user_id !== user && other.login !== user)),
      );
      return { ended: before - this.rows.length };
    },
  } satisfies Partial<Handlers>;
}
