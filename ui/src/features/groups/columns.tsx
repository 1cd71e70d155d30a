import type { GroupRow } from "@/bindings/wire";
import { figure } from "@/shared/count";
import type { GridColumn } from "@/shared/grid/column";
import { Names } from "@/shared/Names";
import { t } from "@/texts";

const names = (groups: { name: string }[]) => (
  <span className="dim">
    <Names of={groups} none="–" />
  </span>
);

export const GROUP_COLUMNS: GridColumn<GroupRow>[] = [
  { id: "name", header: t("common.name"), accessorKey: "name", minSize: 120, meta: { grow: 1.2 } },
  {
    id: "parents",
    header: t("groups.part_of"),
    accessorFn: (group) => group.parents.map(({ name }) => name).join(),
    minSize: 100,
    meta: { grow: 1, leavesBelow: 840 },
    cell: ({ row }) => names(row.original.parents),
  },
  {
    id: "children",
    header: t("groups.contains"),
    accessorFn: (group) => group.children.map(({ name }) => name).join(),
    minSize: 100,
    meta: { grow: 1, leavesBelow: 840 },
    cell: ({ row }) => names(row.original.children),
  },
  {
    id: "members",
    header: t("groups.members"),
    accessorKey: "direct_members",
    sortDescFirst: true,
    size: 84,
    meta: { align: "end" },
    cell: ({ row }) => <span className="num">{figure(row.original.direct_members)}</span>,
  },
  {
    id: "permissions",
    header: t("groups.permissions"),
    accessorFn: (group) => group.permissions.length + group.inherited.length,
    sortDescFirst: true,
    size: 112,
    meta: { align: "end" },
    cell: ({ row: { original: group } }) => (
      <span className="num" title={[...group.permissions, ...group.inherited].join("\n")}>
        {figure(group.permissions.length + group.inherited.length)}
      </span>
    ),
  },
];
