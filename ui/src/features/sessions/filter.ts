import type { SessionRow } from "@/bindings/wire";
import { plainText } from "@/shared/filter";
import { type RowLanguage, rowLanguage } from "@/shared/rowLanguage";
import { sessionWords } from "@/shared/session";
import { t } from "@/texts";

const SPAN = /^(\d{1,4})([hdwmy])$/;
const UNITS: Record<string, number> = { h: 3600, d: 86_400, w: 7 * 86_400, m: 30 * 86_400, y: 365 * 86_400 };

/** "7d" in milliseconds; `null` if it is no span. */
function spanMs(value: string): number | null {
  const [, amount, unit = ""] = SPAN.exec(value.toLowerCase()) ?? [];
  const secs = UNITS[unit];
  return amount && secs ? Number(amount) * secs * 1000 : null;
}

const KINDS = { window: "window", cli: "cli", app: "token_family" } as const;

/** The filter language of sessions. */
export function sessionLanguage(sessions: readonly SessionRow[], now: number): RowLanguage<SessionRow> {
  const apps = [...new Set(sessions.flatMap(({ client }) => client ?? []))];
  const people = [...new Set(sessions.map(({ login }) => login))];
  return rowLanguage<SessionRow>(
    {
      is: {
        values: [
          { value: "window", meaning: t("sessions.is_window") },
          { value: "cli", meaning: t("sessions.is_cli") },
          { value: "app", meaning: t("sessions.is_app") },
          { value: "this", meaning: t("sessions.is_this") },
        ],
        test: (row, value) => (value === "this" ? row.is_current : KINDS[value as keyof typeof KINDS] === row.kind),
      },
      app: {
        values: apps.map((value) => ({ value, meaning: t("sessions.of_app", { app: value }) })),
        test: (row, value) => plainText(row.client ?? "") === value,
      },
      of: {
        values: people.map((value) => ({ value, meaning: t("sessions.of_person", { person: value }) })),
        test: (row, value) => plainText(row.login) === value,
      },
      older: {
        values: [
          { value: "7d", meaning: t("sessions.older_7d") },
          { value: "30d", meaning: t("sessions.older_30d") },
        ],
        takes: (value) => spanMs(value) !== null,
        test: (row, value) => now - Date.parse(row.last_seen_at) > (spanMs(value) ?? Number.POSITIVE_INFINITY),
      },
    },
    (row) => [row.display_name, row.login, sessionWords(row)],
  );
}
