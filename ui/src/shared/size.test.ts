import { expect, it } from "vitest";
import { fileSize } from "./size";

it("tells a size in the largest unit that fits", () => {
  expect([1, 999, 1000, 48_240, 1_300_000_000].map(fileSize)).toEqual([
    "1 byte",
    "999 bytes",
    "1.0 kB",
    "48.2 kB",
    "1.3 GB",
  ]);
});
