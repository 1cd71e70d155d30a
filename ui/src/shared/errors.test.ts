import { expect, it } from "vitest";
import { ERRORS, TITLES } from "@/bindings/errors";
import { titleOf } from "./errors";

it("says every error in words of its own", () => {
  const titles = [...Object.values(ERRORS).map((entry) => entry.title), ...Object.values(TITLES)];
  expect(new Set(titles).size).toBe(titles.length);
  for (const title of titles) expect(title).toMatch(/^[A-Z][^_]+[A-Za-z]$/);
});

it("sends the person where a lost session can be mended", () => {
  expect(ERRORS.not_signed_in.action).toBe("sign_in");
  expect(ERRORS.locked.action).toBe("unlock");
});

it("calls a reason by its own title, and leaves one that it does not know to its class", () => {
  expect(titleOf("import.collision")).toBe("Two names in the file collide");
  expect(titleOf("not_found")).toBe("Not found");
  expect(titleOf("import.another_planet")).toBeUndefined();
  expect(titleOf("toString")).toBeUndefined();
});
