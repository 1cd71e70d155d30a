import { expect, it } from "vitest";
import type { AuditRow } from "@/bindings/wire";
import { byDay } from "./days";

it("puts each day before its events", () => {
  const now = new Date(2026, 4, 3, 12).getTime();
  const at = (day: number, hour: number) => ({ at: new Date(2026, 4, day, hour).toISOString() }) as AuditRow;
  const rows = byDay([at(3, 11), at(3, 1), at(2, 23), at(1, 8)], now);
  expect(rows.map((row) => row.day ?? "·")).toEqual(["Today", "·", "·", "Yesterday", "·", "1 May 2026", "·"]);
});
