import type { GroupRow } from "@/bindings/wire";
import { plainText } from "@/shared/filter";
import { type RowLanguage, rowLanguage } from "@/shared/rowLanguage";
import { t } from "@/texts";

/** The filter language of groups. */
export function groupLanguage(groups: readonly GroupRow[]): RowLanguage<GroupRow> {
  const grants = [...new Set(groups.flatMap((group) => group.permissions))].sort();
  const parents = [...new Set(groups.flatMap((group) => group.parents.map(({ name }) => name)))].sort();
  const isSame = (name: string, value: string) => plainText(name) === value;
  return rowLanguage<GroupRow>(
    {
      is: {
        values: [
          { value: "empty", meaning: t("groups.is_empty") },
          { value: "parent", meaning: t("groups.is_parent") },
          { value: "child", meaning: t("groups.is_child") },
        ],
        test: (row, value) => {
          if (value === "empty") return row.direct_members === 0;
          return (value === "parent" ? row.children : row.parents).length > 0;
        },
      },
      grants: {
        values: grants.map((value) => ({ value, meaning: t("groups.grants") })),
        test: (row, value) => [...row.permissions, ...row.inherited].some((name) => isSame(name, value)),
      },
      parent: {
        values: parents.map((value) => ({ value, meaning: t("groups.child_of", { parent: value }) })),
        test: (row, value) => row.parents.some(({ name }) => isSame(name, value)),
      },
    },
    (row) => [row.name],
  );
}
