import { expect, it } from "vitest";
import { wordScore } from "./wordMatch";

it("takes words by their beginnings, in any order, and nothing that merely has the letters", () => {
  expect(wordScore("add per", "Add person")).toBeGreaterThan(0);
  expect(wordScore("person add", "Add person")).toBeGreaterThan(0);
  expect(wordScore("ada", "Import a Django dump")).toBe(0);
  expect(wordScore("help", "Schedule backups")).toBe(0);
  expect(wordScore("", "Lock")).toBeGreaterThan(0);
});

it("prefers what begins with it", () => {
  expect(wordScore("lo", "Lock")).toBeGreaterThan(wordScore("lo", "Add local app"));
});

it("forgives one letter of a longer word", () => {
  expect(wordScore("persn", "Add person")).toBeGreaterThan(0);
  expect(wordScore("activty", "Activity")).toBeGreaterThan(0);
  expect(wordScore("shedule", "Schedule backups")).toBeGreaterThan(0);
  expect(wordScore("loud", "Lock")).toBe(0);
});
