import { t } from "@/texts";
import { locale } from "@/texts/language";

const SPANS = [
  [365 * 86_400, "y"],
  [30 * 86_400, "mo"],
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
] as const;

/** "2 h ago", "in 10 min", "just now": short enough for a column. */
export function relativeTime(moment: string, now: number): string {
  const seconds = Math.round((now - Date.parse(moment)) / 1000);
  const size = Math.abs(seconds);
  const [length, unit] = SPANS.find(([span]) => size >= span) ?? [];
  if (!length) return t("shared.time.just_now");
  return seconds > 0
    ? t(`shared.time.ago_${unit}`, { count: Math.floor(size / length) })
    : t(`shared.time.in_${unit}`, { count: Math.round(size / length) });
}

const EXACT = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });

export function exactTime(moment: string): string {
  return EXACT.format(new Date(moment));
}

export function day(moment: string): string {
  return DAY.format(new Date(moment));
}

const DAY_OF_YEAR = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });

/** "3 May", of a day in UTC such as "2026-05-03". */
export function dayOfYear(utcDay: string): string {
  return DAY_OF_YEAR.format(new Date(utcDay));
}

const DAY_MS = 86_400_000;

/** How many whole days have passed. */
export function daysBetween(moment: string, now: number): number {
  return Math.floor((now - Date.parse(moment)) / DAY_MS);
}

/** Units of a duration, and what their words begin with, in every language of the window. */
const UNITS: [seconds: number, unit: string, begins: RegExp][] = [
  [86_400, "day", /^[dt]/i],
  [3600, "hour", /^(h|st)/i],
  [60, "minute", /^m/i],
  [1, "second", /^s/i],
];

/** "10 minutes": in the largest unit that divides it. */
export function duration(seconds: number): string {
  const [size, unit] = UNITS.find(([unit]) => seconds % unit === 0 && seconds >= unit) ?? [1, "second"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", useGrouping: false }).format(
    seconds / size,
  );
}

/** "3 h", "2 d": about that long. */
export function roughly(seconds: number): string {
  const [length, unit] = SPANS.find(([span]) => seconds >= span) ?? [1, "s" as const];
  return t(`shared.time.about_${unit}`, { count: Math.round(seconds / length) });
}

/** Parses what {@link duration} writes, and short forms such as "10m"; `null` if the text is no duration. */
export function parseDuration(text: string): number | null {
  const [, amount, word = ""] = /^\s*(\d+)\s*([a-z]+)\.?\s*$/i.exec(text) ?? [];
  const unit = UNITS.find(([, , begins]) => begins.test(word));
  return amount && unit && Number(amount) > 0 ? Number(amount) * unit[0] : null;
}

const CLOCK = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });

/** "14:05" */
export function clockTime(moment: string): string {
  return CLOCK.format(new Date(moment));
}
