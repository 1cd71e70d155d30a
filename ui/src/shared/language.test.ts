import { expect, it, vi } from "vitest";

it("has a language that Intl knows where the system has none", async () => {
  vi.stubGlobal("navigator", { language: "C" });
  await import("./language");
  expect(new Intl.NumberFormat(navigator.language).format(1)).toBe("1");
  vi.unstubAllGlobals();
});
