import type { SessionKind, SessionRow } from "@/bindings/wire";
import type { CommandName } from "@/host/host";
import { t } from "@/texts";

/** Sessions say whose they are, so listing them takes what listing people takes as well. */
export const LISTS_SESSIONS: readonly CommandName[] = ["session.list", "user.list"];

const KINDS: Record<SessionKind, string> = {
  window: t("shared.session.window"),
  cli: t("shared.session.cli"),
  token_family: t("shared.session.token_family"),
};

/** The same of the session that asks. Refresh tokens never do. */
const CURRENT: Record<SessionKind, string> = {
  ...KINDS,
  window: t("shared.session.this_window"),
  cli: t("shared.session.this_cli"),
};

/** "This window", "billing-app (refresh token)". */
export function sessionWords({ kind, client, is_current }: SessionRow): string {
  if (kind === "token_family" && client) return t("shared.session.of_app", { app: client });
  return (is_current ? CURRENT : KINDS)[kind];
}
