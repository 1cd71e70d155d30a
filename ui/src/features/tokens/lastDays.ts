import type { TokenActivityDay } from "@/bindings/wire";

/** How many days are shown. */
const DAYS = 30;
const DAY_MS = 86_400_000;

/** The last days up to `today`, the oldest first, also those on which nothing was counted. */
export function lastDays(today: string, counted: TokenActivityDay[]): TokenActivityDay[] {
  const refreshed = new Map(counted.map((day) => [day.day, day.refreshed]));
  return Array.from({ length: DAYS }, (_, index) => {
    const at = Date.parse(today) - (DAYS - 1 - index) * DAY_MS;
    const day = new Date(at).toISOString().slice(0, 10);
    return { day, refreshed: refreshed.get(day) ?? 0 };
  });
}
