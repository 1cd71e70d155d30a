import { expect, it } from "vitest";
import { fuzzyScore } from "./fuzzy";

it("takes letters in order and nothing else", () => {
  expect(fuzzyScore("ap", "Add person")).toBeGreaterThan(0);
  expect(fuzzyScore("pa", "Add person")).toBe(0);
});

it("prefers starts of words", () => {
  expect(fuzzyScore("lo", "Lock")).toBeGreaterThan(fuzzyScore("lo", "Filter people now"));
});
