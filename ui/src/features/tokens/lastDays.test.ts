import { expect, it } from "vitest";
import { lastDays } from "./lastDays";

it("has each of thirty days once, also over the end of a month", () => {
  const days = lastDays("2026-03-02", [
    { day: "2026-03-02", refreshed: 4 },
    { day: "2026-02-28", refreshed: 2 },
    { day: "2025-12-24", refreshed: 9 },
  ]);
  expect(days).toHaveLength(30);
  expect(days.slice(-3)).toEqual([
    { day: "2026-02-28", refreshed: 2 },
    { day: "2026-03-01", refreshed: 0 },
    { day: "2026-03-02", refreshed: 4 },
  ]);
  expect(days[0]?.day).toBe("2026-02-01");
  expect(days.reduce((sum, day) => sum + day.refreshed, 0)).toBe(6);
});
