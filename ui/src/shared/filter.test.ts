import { describe, expect, it } from "vitest";
import { applyCompletion, completeFilter, filterTerms, finishedTerms, groupTerm, isKnownTerm } from "./filter";

const GROUPS = ["Editors", "Finance", "Invoice approvers"];
const terms = (filter: string) => filterTerms(filter).map((term) => term.text);
const offered = (filter: string, caret = filter.length) => completeFilter(filter, caret, GROUPS).map((c) => c.term);

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

  it("are known only when complete", () => {
    expect(isKnownTerm("is:active")).toBe(true);
    expect(isKnownTerm('-group:"Invoice approvers"')).toBe(true);
    expect(isKnownTerm("last_sign_in:<90d")).toBe(true);
    expect(isKnownTerm("last_sign_in:90d")).toBe(false);
    expect(isKnownTerm("is:")).toBe(false);
    expect(isKnownTerm('group:"Invoice')).toBe(false);
    expect(isKnownTerm("ada")).toBe(false);
  });
});

describe("terms that are still being typed", () => {
  const finished = (filter: string) => finishedTerms(filter, GROUPS);

  it("narrow nothing", () => {
    for (const begun of ["is:", "is:ac", "-is:never", "group:", "group:Edi", 'group:"Invoice a', "last_sign_in:<9"]) {
      expect(finished(`ada ${begun}`)).toBe("ada");
    }
  });

  it("are told from those that are finished and from text", () => {
    for (const filter of ["is:active ada", '-group:"Invoice approvers"', "last_sign_in:<90d", "is", "group"]) {
      expect(finished(filter)).toBe(filter);
    }
  });

  it("are told from those that become nothing", () => {
    expect(finished("is:foo group:Opz foo:bar")).toBe("is:foo group:Opz foo:bar");
  });
});

describe("completion", () => {
  it("says which way a span of time is meant", () => {
    const meanings = completeFilter("last", 4, GROUPS).map(({ meaning }) => meaning);
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
