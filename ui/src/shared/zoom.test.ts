import { expect, it } from "vitest";
import { stepFrom } from "./zoom";

it("goes from step to step, up to twice the size", () => {
  expect(stepFrom(1, 1)).toBe(1.1);
  expect(stepFrom(1, -1)).toBe(0.9);
  expect(stepFrom(2, 1)).toBe(2);
  expect(stepFrom(0.8, -1)).toBe(0.8);
});

it("finds back from a size that is no step", () => {
  expect(stepFrom(1.3, 1)).toBe(1.5);
  expect(stepFrom(1.3, -1)).toBe(1.25);
});
