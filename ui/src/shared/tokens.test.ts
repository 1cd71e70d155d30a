import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const CSS = readFileSync("src/shared/tokens.css", "utf8");

function tokens(selector: string): Map<string, string> {
  const block = CSS.slice(CSS.indexOf(`${selector} {`)).split("}")[0] ?? "";
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["bg", "panel", "code", "layer", "hover", "selected"];
const TEXT_ON: [text: string, grounds: string[]][] = [
  ["ink", [...GROUNDS, "red-soft", "amber-soft", "accent-soft"]],
  ["ink-2", [...GROUNDS, "red-soft", "amber-soft", "selected-tag"]],
  ["ink-3", GROUNDS],
  ["accent-ink", [...GROUNDS, "accent-soft", "selected-tag"]],
  ["amber", ["bg", "code", "amber-soft"]],
  ["red", ["bg", "panel", "hover", "red-soft"]],
  ["on-accent", ["accent", "accent-hover"]],
  ["on-red", ["red", "red-hover"]],
  ["toast-ink", ["toast"]],
  ["toast-accent", ["toast"]],
];

it.each([":root", ':root[data-mantine-color-scheme="dark"]'])("every text of %s passes AA", (selector) => {
  const theme = tokens(selector);
  const failures = TEXT_ON.flatMap(([text, grounds]) =>
    grounds.map((ground) => {
      const ratio = contrast(theme.get(text) ?? "", theme.get(ground) ?? "");
      return ratio >= 4.5 ? null : `${text} on ${ground}: ${ratio.toFixed(2)}`;
    }),
  ).filter(Boolean);
  expect(failures).toEqual([]);
});
