import { count } from "./count";

const UNITS = ["kB", "MB", "GB"];

/** "312 bytes", "48.2 kB", "1.3 GB". */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return count(bytes, "byte");
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length);
  return `${(bytes / 1000 ** power).toFixed(1)} ${UNITS[power - 1]}`;
}
