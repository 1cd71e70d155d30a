import type { ClientRow } from "@/bindings/wire";
import type { GridColumn } from "@/shared/grid/column";
import { Moment } from "@/shared/Moment";
import { duration } from "@/shared/time";
import { t } from "@/texts";

export const CLIENT_COLUMNS: GridColumn<ClientRow>[] = [
  { id: "name", header: t("common.name"), accessorKey: "name", minSize: 120, meta: { grow: 1 } },
  {
    id: "audience",
    header: t("apps.audience"),
    accessorKey: "audience",
    minSize: 120,
    meta: { grow: 1 },
    cell: ({ row }) => <span className="mono dim">{row.original.audience}</span>,
  },
  {
    id: "algorithm",
    header: t("apps.algorithm"),
    accessorKey: "algorithm",
    size: 88,
    cell: ({ row }) => <span className="mono">{row.original.algorithm}</span>,
  },
  {
    id: "access",
    header: t("apps.access_token"),
    accessorKey: "access_secs",
    size: 96,
    meta: { align: "end", leavesBelow: 840 },
    cell: ({ row }) => <span className="num">{duration(row.original.access_secs)}</span>,
  },
  {
    id: "refresh",
    header: t("apps.refresh_token"),
    accessorKey: "refresh_secs",
    size: 96,
    meta: { align: "end", leavesBelow: 840 },
    cell: ({ row }) => <span className="num">{duration(row.original.refresh_secs)}</span>,
  },
  {
    id: "created",
    header: t("apps.added_at"),
    accessorKey: "created_at",
    sortDescFirst: true,
    size: 96,
    meta: { align: "end" },
    cell: ({ row }) => <Moment at={row.original.created_at} />,
  },
];
