import { expect, it } from "vitest";
import { sentence } from "./sentence";

it("begins large, but leaves names, paths and commands alone", () => {
  expect(sentence("the disk is full")).toBe("The disk is full");
  expect(sentence("snapshot-9 is damaged")).toBe("snapshot-9 is damaged");
  expect(sentence("`portreeve backup FILE` makes one")).toBe("`portreeve backup FILE` makes one");
  expect(sentence("/home/you/a.txt: no such file")).toBe("/home/you/a.txt: no such file");
});
