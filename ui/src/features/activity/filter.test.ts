import { expect, it } from "vitest";
import { activityLanguage, filterArguments, onTerm, parseActivityFilter } from "./filter";

it("reads terms, and looks for all other words", () => {
  expect(parseActivityFilter('by:root on:"Invoice approvers" command:group. is:refused new  desk')).toEqual({
    actor: "root",
    target: "Invoice approvers",
    command: "group.",
    outcome: "refused",
    text: "new desk",
  });
  expect(parseActivityFilter("  ")).toEqual({});
});

it("reads days as they are here, the last one included", () => {
  const { from, to } = parseActivityFilter("since:2026-05-03 until:2026-05-04");
  expect(from).toBe(new Date(2026, 4, 3).toISOString());
  expect(to).toBe(new Date(2026, 4, 5).toISOString());
});

it("waits for the end of a term", () => {
  for (const typed of ["by:", "is:ref", "since:2026-0", 'on:"Invoice app']) {
    expect(parseActivityFilter(`desk ${typed}`)).toEqual({ text: "desk" });
  }
});

it("says the same to the command line", () => {
  expect(filterArguments(parseActivityFilter("by:root is:done"))).toEqual(["--actor", "root", "--outcome", "done"]);
});

it("offers terms, and names that were seen", () => {
  const target = { kind: "group" as const, id: "", name: "On call", changes: [] };
  const language = activityLanguage([{ actor_name: "root", targets: [target] } as never]);
  const offered = (text: string) => language.complete(text, text.length).map(({ term }) => term);
  expect(offered("by:r")).toEqual(["by:root"]);
  expect(offered("on")).toContain(onTerm("On call"));
  expect(offered("command:user.d")).toEqual(["command:user.disable", "command:user.delete"]);
  expect(language.knows('on:"On call"')).toBe(true);
  expect(language.knows("since:spring")).toBe(false);
});
