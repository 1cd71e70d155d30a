import type { UserRow } from "@/bindings/wire";
import type { GridColumn } from "@/shared/grid/column";
import { Moment } from "@/shared/Moment";
import { Names } from "@/shared/Names";
import { t } from "@/texts";
import { StateTags } from "./StateTags";

/** The ids of sortable columns are those of `UserColumn`. */
export const PEOPLE_COLUMNS: GridColumn<UserRow>[] = [
  { id: "name", header: t("common.name"), accessorKey: "display_name", minSize: 120, meta: { grow: 1.3 } },
  {
    id: "login",
    header: t("common.username"),
    accessorKey: "login",
    minSize: 90,
    meta: { grow: 1 },
    cell: ({ row }) => <span className="mono dim">{row.original.login}</span>,
  },
  {
    id: "email",
    header: t("people.email"),
    accessorKey: "email",
    minSize: 120,
    meta: { grow: 1.3, leavesBelow: 840 },
    cell: ({ row }) => <span className="dim">{row.original.email || "–"}</span>,
  },
  {
    id: "groups",
    header: t("groups.title"),
    minSize: 110,
    meta: { grow: 1.4, leavesBelow: 660 },
    cell: ({ row }) => (
      <span className="dim">
        <Names of={row.original.groups} none="–" />
      </span>
    ),
  },
  {
    id: "state",
    header: t("people.status"),
    minSize: 116,
    meta: { grow: 0.7 },
    cell: ({ row }) => <StateTags user={row.original} />,
  },
  {
    id: "last_sign_in",
    header: t("people.last_sign_in"),
    accessorKey: "last_sign_in_at",
    sortDescFirst: true,
    size: 92,
    meta: { align: "end" },
    cell: ({ row }) => (
      <span className="dim">
        <Moment at={row.original.last_sign_in_at} />
      </span>
    ),
  },
  {
    id: "joined",
    header: t("people.joined"),
    accessorKey: "joined_at",
    sortDescFirst: true,
    size: 92,
    meta: { align: "end", isExtra: true },
    cell: ({ row }) => (
      <span className="dim">
        <Moment at={row.original.joined_at} />
      </span>
    ),
  },
];
