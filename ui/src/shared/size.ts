import { locale } from "@/texts/language";

const BYTES = new Intl.NumberFormat(locale, { style: "unit", unit: "byte", unitDisplay: "long" });
/** Of a thousand bytes, of a million, and so on. */
const LARGER = ["kilobyte", "megabyte", "gigabyte"].map(
  (unit) =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit,
      unitDisplay: "short",
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }),
);

/** "312 bytes", "48.2 kB", "1.3 GB". */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return BYTES.format(bytes);
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), LARGER.length);
  return LARGER[power - 1]?.format(bytes / 1000 ** power) ?? "";
}
