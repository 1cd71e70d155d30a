import { expect, it } from "vitest";
import { ERRORS } from "@/bindings/errors";

it("says every error in words of its own", () => {
  const titles = Object.values(ERRORS).map((entry) => entry.title);
  expect(new Set(titles).size).toBe(titles.length);
  for (const title of titles) expect(title).toMatch(/^[A-Z][^_]+[A-Za-z]$/);
});

it("sends the person where a lost session can be mended", () => {
  expect(ERRORS.not_signed_in.action).toBe("sign_in");
  expect(ERRORS.locked.action).toBe("unlock");
});
