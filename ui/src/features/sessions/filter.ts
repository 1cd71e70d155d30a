import type { SessionRow } from "@/bindings/wire";
import { plainText } from "@/shared/filter";
import { type RowLanguage, rowLanguage } from "@/shared/rowLanguage";
import { sessionWords } from "@/shared/session";

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
          { value: "window", meaning: "signed in to the window" },
          { value: "cli", meaning: "signed in on the command line" },
          { value: "app", meaning: "refresh tokens of an app" },
          { value: "this", meaning: "the one you are using" },
        ],
        test: (row, value) => (value === "this" ? row.is_current : KINDS[value as keyof typeof KINDS] === row.kind),
      },
      app: {
        values: apps.map((value) => ({ value, meaning: `refresh tokens of ${value}` })),
        test: (row, value) => plainText(row.client ?? "") === value,
      },
      of: {
        values: people.map((value) => ({ value, meaning: `sessions of ${value}` })),
        test: (row, value) => plainText(row.login) === value,
      },
      older: {
        values: [
          { value: "7d", meaning: "not used for 7 days; also h, w, m, y" },
          { value: "30d", meaning: "not used for 30 days" },
        ],
        takes: (value) => spanMs(value) !== null,
        test: (row, value) => now - Date.parse(row.last_seen_at) > (spanMs(value) ?? Number.POSITIVE_INFINITY),
      },
    },
    (row) => [row.display_name, row.login, sessionWords(row)],
  );
}
