import { expect, it } from "vitest";
import { duration, parseDuration, relativeTime } from "./time";

const NOW = Date.parse("2026-11-22T12:00:00Z");

it("says how long ago, in the largest unit", () => {
  expect(relativeTime("2026-11-22T11:59:30Z", NOW)).toBe("just now");
  expect(relativeTime("2026-11-22T10:01:00Z", NOW)).toBe("1 h ago");
  expect(relativeTime("2026-11-19T12:00:00Z", NOW)).toBe("3 d ago");
  expect(relativeTime("2026-12-06T12:00:00Z", NOW)).toBe("in 14 d");
});

it("writes spans in the largest unit that divides them", () => {
  expect(duration(600)).toBe("10 minutes");
  expect(duration(86_400)).toBe("1 day");
  expect(duration(90_000)).toBe("25 hours");
});

it("reads what it writes, and short forms", () => {
  for (const seconds of [1, 90, 600, 3600, 1_209_600]) expect(parseDuration(duration(seconds))).toBe(seconds);
  expect(parseDuration("8h")).toBe(28_800);
  expect(parseDuration("soon")).toBeNull();
  expect(parseDuration("0 days")).toBeNull();
});
