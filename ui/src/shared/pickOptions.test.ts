import { expect, it } from "vitest";
import { found } from "./pickOptions";

const OPTIONS = [
  { value: "a.view_preview", label: "Can view preview", note: "a.view_preview" },
  { value: "b.add_invoice", label: "Can add invoice", note: "billing.add_invoice" },
  { value: "Café", label: "Café" },
];
const values = (typed: string) => found(OPTIONS, typed).map(({ value }) => value);

it("finds by the label, by the code beneath it, and without accents", () => {
  expect(values("invoice add")).toEqual(["b.add_invoice"]);
  expect(values("billing.")).toEqual(["b.add_invoice"]);
  expect(values("cafe")).toEqual(["Café"]);
  expect(values("zz")).toEqual([]);
});

it("puts first what begins with the typed word", () => {
  expect(values("in")).toEqual(["b.add_invoice"]);
  expect(values("view")[0]).toBe("a.view_preview");
  expect(values("")).toHaveLength(3);
});
