import { locale } from "@/texts/language";

const SPANS: [seconds: number, unit: string][] = [
  [365 * 86_400, "y"],
  [30 * 86_400, "mo"],
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
];

/** "2 h ago", "in 10 min", "just now": short enough for a column. */
export function relativeTime(moment: string, now: number): string {
  const seconds = Math.round((now - Date.parse(moment)) / 1000);
  const size = Math.abs(seconds);
  const [length, unit] = SPANS.find(([span]) => size >= span) ?? [];
  if (!length) return "just now";
  return seconds > 0 ? `${Math.floor(size / length)} ${unit} ago` : `in ${Math.round(size / length)} ${unit}`;
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

const UNITS: [word: string, seconds: number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** "10 minutes": in the largest unit that divides it. */
export function duration(seconds: number): string {
  const [word, size] = UNITS.find(([, unit]) => seconds % unit === 0 && seconds >= unit) ?? ["second", 1];
  const amount = seconds / size;
  return `${amount} ${word}${amount === 1 ? "" : "s"}`;
}

/** "3 h", "2 d": about that long. */
export function roughly(seconds: number): string {
  const [length, unit] = SPANS.find(([span]) => seconds >= span) ?? [1, "s"];
  return `${Math.round(seconds / length)} ${unit}`;
}

/** Parses what {@link duration} writes, and short forms such as "10m"; `null` if the text is no duration. */
export function parseDuration(text: string): number | null {
  const [, amount, letter] = /^\s*(\d+)\s*([dhms])[a-z]*\s*$/i.exec(text) ?? [];
  const unit = UNITS.find(([word]) => word[0] === letter?.toLowerCase());
  return amount && unit && Number(amount) > 0 ? Number(amount) * unit[1] : null;
}

const CLOCK = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });

/** "14:05" */
export function clockTime(moment: string): string {
  return CLOCK.format(new Date(moment));
}
