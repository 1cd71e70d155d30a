import type { SessionKind, SessionRow } from "@/bindings/wire";
import type { CommandName } from "@/host/host";

/** Sessions say whose they are, so listing them takes what listing people takes as well. */
export const LISTS_SESSIONS: readonly CommandName[] = ["session.list", "user.list"];

const KINDS: Record<SessionKind, string> = {
  window: "Window",
  cli: "Command line",
  token_family: "Refresh tokens",
};

/** "Window, this one", "billing-app, refresh tokens". */
export function sessionWords(session: SessionRow): string {
  if (session.kind === "token_family" && session.client) return `${session.client}, refresh tokens`;
  return session.is_current ? `${KINDS[session.kind]}, this one` : KINDS[session.kind];
}
