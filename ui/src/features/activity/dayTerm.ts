const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const AGO = /^(\d{1,4})([hdwmy])$/;

const HOUR_MS = 3_600_000;
const DAYS: Record<string, number> = { d: 1, w: 7, m: 30, y: 365 };

/** A day here, or `null` if the calendar has none such. */
function dayOf(year: number, month: number, date: number): Date | null {
  const day = new Date(year, month - 1, date);
  return day.getMonth() === month - 1 && day.getDate() === date ? day : null;
}

function daysAgo(now: number, days: number): Date {
  const today = new Date(now);
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() - days);
}

/** The local midnight at which a day begins that a person has typed, or `null` if it is none. */
function beginningOf(typed: string, now: number): Date | null {
  if (typed === "today") return daysAgo(now, 0);
  if (typed === "yesterday") return daysAgo(now, 1);
  const [, year, month, date] = ISO.exec(typed) ?? [];
  if (year) return dayOf(Number(year), Number(month), Number(date));
  const [, dottedDate, dottedMonth, dottedYear] = DOTTED.exec(typed) ?? [];
  if (dottedYear) return dayOf(Number(dottedYear), Number(dottedMonth), Number(dottedDate));
  const [, amount, unit = ""] = AGO.exec(typed) ?? [];
  const days = DAYS[unit];
  return amount && days ? daysAgo(now, Number(amount) * days) : null;
}

/**
 * The moment that `since:` or `until:` means: `2026-11-26`, `26.11.2026`, `today`, `yesterday`, `7d`, `12h`. A day
 * counts as a whole, also the last one; so the moment is the same all day long.
 */
export function momentOf(typed: string, edge: "since" | "until", now: number): string | null {
  const plain = typed.toLowerCase();
  const [, hours, unit] = AGO.exec(plain) ?? [];
  if (hours && unit === "h") return new Date((Math.floor(now / HOUR_MS) - Number(hours)) * HOUR_MS).toISOString();
  const day = beginningOf(plain, now);
  if (!day) return null;
  if (edge === "until") day.setDate(day.getDate() + 1);
  return Number.isNaN(day.getTime()) ? null : day.toISOString();
}
