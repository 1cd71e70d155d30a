import { describe, expect, it } from "vitest";
import { applyCompletion, filterTerms, knownTerms, unknownWords } from "./filter";
import { groupTerm, peopleLanguage } from "./peopleFilter";

const GROUPS = ["Editors", "Finance", "Invoice approvers"];
const terms = (filter: string) => filterTerms(filter).map((term) => term.text);
const offered = (filter: string, caret = filter.length) =>
  peopleLanguage(GROUPS)
    .complete(filter, caret)
    .map((c) => c.term);

describe("terms", () => {
  it("are split at spaces outside quotes", () => {
    expect(terms('is:active  -group:"Invoice approvers" ada')).toEqual([
      "is:active",
      '-group:"Invoice approvers"',
      "ada",
    ]);
  });

  it("may have a quote that is still open", () => {
    expect(terms('ada group:"Invoice appr')).toEqual(["ada", 'group:"Invoice appr']);
  });

  it("know where they stand", () => {
    expect(filterTerms(" ada is:staff")[1]).toEqual({ text: "is:staff", start: 5, end: 13 });
  });
});

describe("what nobody knows", () => {
  const people = peopleLanguage(GROUPS);
  const told = (filter: string, caret: number | null = null) => unknownWords(filter, people, caret);

  it("narrows nothing, whether it is being typed or wrong", () => {
    const begun = ["is:", "is:ac", "-is:never", "group:", "group:Edi", 'group:"Invoice a', "last_sign_in:<9", "-"];
    for (const term of [...begun, "is:foo", "group:Opz", "foo:bar"]) {
      expect(knownTerms(`ada ${term}`, people), term).toBe("ada");
    }
  });

  it("is told from terms and from words", () => {
    const known = [
      "is:active ada",
      '-group:"Invoice approvers"',
      "last_sign_in:<90d",
      "is",
      "group",
      '"foo:bar"',
      "10:30",
    ];
    for (const filter of [...known, "IS:Active", "group:editors"]) {
      expect(knownTerms(filter, people), filter).toBe(filter);
      expect(told(filter), filter).toEqual([]);
    }
  });

  it("is said, with what begins alike, but not of the term with the caret in it", () => {
    expect(told("is:ac ada")).toEqual(["There is no is:ac. Try is:active"]);
    expect(told("is:d")).toEqual(["There is no is:d. Try is:disabled, is:deleted"]);
    expect(told("-group:Opz")).toEqual(["There is no group:Opz. Try group:Editors, group:Finance"]);
    expect(told("foo:bar is:zz")).toHaveLength(2);
    expect(told("is:ac", 5)).toEqual([]);
    expect(told("is:ac ada", 9)).toHaveLength(1);
  });

  it("is no group while nobody knows the groups", () => {
    expect(knownTerms("group:Opz", peopleLanguage(null))).toBe("group:Opz");
  });
});

describe("completion", () => {
  it("says which way a span of time is meant", () => {
    const meanings = peopleLanguage(GROUPS)
      .complete("last", 4)
      .map(({ meaning }) => meaning);
    expect(meanings).toEqual(["has not signed in for 90 days", "signed in within the last 90 days"]);
  });

  it("offers what a term could become", () => {
    expect(offered("is:d")).toEqual(["is:disabled", "is:deleted"]);
  });

  it("keeps the minus", () => {
    expect(offered("-is:st")).toEqual(["-is:staff"]);
  });

  it("finds groups by the start of their name alone", () => {
    expect(offered("fin")).toEqual(["group:Finance"]);
  });

  it("looks at the term under the caret, not at the last one", () => {
    expect(offered("is:d ada", 4)).toEqual(["is:disabled", "is:deleted"]);
  });

  it("offers nothing between terms or for a term that is complete", () => {
    expect(offered("ada ")).toEqual([]);
    expect(offered("is:active")).toEqual([]);
  });

  it("quotes a name with a space, and the caret follows it", () => {
    expect(applyCompletion("is:active gro ada", 13, groupTerm("Invoice approvers"))).toEqual({
      filter: 'is:active group:"Invoice approvers" ada',
      caret: 36,
    });
  });
});
