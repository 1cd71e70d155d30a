import type { GroupRow } from "@/bindings/wire";
import { figure } from "@/shared/count";
import type { GridColumn } from "@/shared/grid/column";

export const GROUP_COLUMNS: GridColumn<GroupRow>[] = [
  { id: "name", title: "Name", width: "minmax(120px, 1.2fr)", cell: (group) => group.name },
  {
    id: "members",
    title: "Members",
    width: "72px",
    align: "end",
    cell: (group) => <span className="num">{figure(group.direct_members)}</span>,
  },
  {
    id: "permissions",
    title: "Grants",
    width: "64px",
    align: "end",
    cell: (group) => (
      <span className="num" title={[...group.permissions, ...group.inherited].join("\n")}>
        {figure(group.permissions.length + group.inherited.length)}
      </span>
    ),
  },
  {
    id: "parents",
    title: "Inside",
    width: "minmax(100px, 1fr)",
    isMinor: true,
    cell: (group) => <span className="dim">{group.parents.map((parent) => parent.name).join(", ") || "–"}</span>,
  },
  {
    id: "children",
    title: "Holds",
    width: "minmax(100px, 1fr)",
    isMinor: true,
    cell: (group) => <span className="dim">{group.children.map((child) => child.name).join(", ") || "–"}</span>,
  },
];
