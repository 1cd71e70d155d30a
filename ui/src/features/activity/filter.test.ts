import { expect, it } from "vitest";
import { unknownWords } from "@/shared/filter";
import { activityLanguage, filterArguments, onTerm, parseActivityFilter } from "./filter";

const NOW = new Date(2026, 10, 27, 15, 20).getTime();
const parse = (filter: string) => parseActivityFilter(filter, NOW);
const midnight = (month: number, date: number) => new Date(2026, month - 1, date).toISOString();

it("reads terms, and looks for all other words", () => {
  expect(parse('by:root on:"Invoice approvers" command:group. is:refused new  desk "two words"')).toEqual({
    actor: "root",
    target: "Invoice approvers",
    command: "group.",
    outcome: "refused",
    text: "new",
    also: [{ text: "desk" }, { text: "two words" }],
  });
  expect(parse("  ")).toEqual({});
});

it("leaves out what stands behind a minus, as in the list of people", () => {
  expect(parse("-by:root on:Finance -desk -is:refused")).toEqual({
    target: "Finance",
    without: [{ actor: "root" }, { text: "desk" }, { outcome: "refused" }],
  });
});

it("ignores no second term of a kind", () => {
  expect(parse("on:ada on:Finance")).toEqual({ target: "ada", also: [{ target: "Finance" }] });
});

it("reads days as people write them, the last one included", () => {
  for (const [typed, month, date] of [
    ["2026-11-26", 11, 26],
    ["26.11.2026", 11, 26],
    ["5.3.2026", 3, 5],
    ["today", 11, 27],
    ["Yesterday", 11, 26],
    ["7d", 11, 20],
    ["2w", 11, 13],
  ] as const) {
    expect(parse(`since:${typed} until:${typed}`), typed).toEqual({
      from: midnight(month, date),
      to: midnight(month, date + 1),
    });
  }
  // The same all hour long, so that the answer is not asked for again at each look.
  expect(parse("since:12h").from).toBe(new Date(2026, 10, 27, 3).toISOString());
  for (const typed of ["spring", "2026-02-30", "31.11.2026", "27.11", "2026-0", "7x", ""]) {
    expect(parse(`since:${typed}`), typed).toEqual({});
  }
});

it("says what it does not know, and searches for none of it", () => {
  const language = activityLanguage([], NOW);
  const told = (filter: string) => unknownWords(filter, language, null);
  expect(told("since:spring")).toEqual(["There is no since:spring. Try since:today, since:yesterday"]);
  expect(told("-is:don foo:bar")).toEqual(["There is no is:don. Try is:done", "There is no foo:. Try is:, by:"]);
  expect(told("command:nothing.")).toHaveLength(1);
  expect(told("by:root -on:ada desk since:7d")).toEqual([]);
  expect(parse("desk since:spring foo:bar by: -")).toEqual({ text: "desk" });
});

it("says the same to the command line", () => {
  expect(filterArguments(parse("by:root is:done"))).toEqual(["--actor", "root", "--outcome", "done"]);
  expect(filterArguments(parse("two words -by:root"))).toEqual([
    ...["--text", "two"],
    ...["--also", "text:words"],
    ...["--without", "actor:root"],
  ]);
});

it("offers terms, and names that were seen", () => {
  const target = { kind: "group" as const, id: "", name: "On call", changes: [] };
  const language = activityLanguage([{ actor_name: "root", targets: [target] } as never], NOW);
  const offered = (text: string) => language.complete(text, text.length).map(({ term }) => term);
  expect(offered("by:r")).toEqual(["by:root"]);
  expect(offered("-by:r")).toEqual(["-by:root"]);
  expect(offered("on")).toContain(onTerm("On call"));
  expect(offered("since")).toContain("since:yesterday");
  expect(offered("command:user.d")).toEqual(["command:user.disable", "command:user.delete"]);
  expect(language.read('on:"On call"')).toBe("term");
});
