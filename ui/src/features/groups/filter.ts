import type { GroupRow } from "@/bindings/wire";
import { plainText } from "@/shared/filter";
import { type RowLanguage, rowLanguage } from "@/shared/rowLanguage";

/** The filter language of groups. */
export function groupLanguage(groups: readonly GroupRow[]): RowLanguage<GroupRow> {
  const grants = [...new Set(groups.flatMap((group) => group.permissions))].sort();
  const parents = [...new Set(groups.flatMap((group) => group.parents.map(({ name }) => name)))].sort();
  const isSame = (name: string, value: string) => plainText(name) === value;
  return rowLanguage<GroupRow>(
    {
      is: {
        values: [
          { value: "empty", meaning: "has no members" },
          { value: "parent", meaning: "has child groups" },
          { value: "child", meaning: "has parent groups" },
        ],
        test: (row, value) => {
          if (value === "empty") return row.direct_members === 0;
          return (value === "parent" ? row.children : row.parents).length > 0;
        },
      },
      grants: {
        values: grants.map((value) => ({ value, meaning: "grants it, also through a parent" })),
        test: (row, value) => [...row.permissions, ...row.inherited].some((name) => isSame(name, value)),
      },
      parent: {
        values: parents.map((value) => ({ value, meaning: `child groups of ${value}` })),
        test: (row, value) => row.parents.some(({ name }) => isSame(name, value)),
      },
    },
    (row) => [row.name],
  );
}
