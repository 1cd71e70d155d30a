import type { ClientRow } from "@/bindings/wire";
import type { GridColumn } from "@/shared/grid/column";
import { Moment } from "@/shared/Moment";
import { duration } from "@/shared/time";

export const CLIENT_COLUMNS: GridColumn<ClientRow>[] = [
  { id: "name", header: "Name", accessorKey: "name", minSize: 120, meta: { grow: 1 } },
  {
    id: "audience",
    header: "Audience",
    accessorKey: "audience",
    minSize: 120,
    meta: { grow: 1 },
    cell: ({ row }) => <span className="mono dim">{row.original.audience}</span>,
  },
  {
    id: "algorithm",
    header: "Algorithm",
    accessorKey: "algorithm",
    size: 88,
    cell: ({ row }) => <span className="mono">{row.original.algorithm}</span>,
  },
  {
    id: "access",
    header: "Access token",
    accessorKey: "access_secs",
    size: 96,
    meta: { align: "end", leavesBelow: 840 },
    cell: ({ row }) => <span className="num">{duration(row.original.access_secs)}</span>,
  },
  {
    id: "refresh",
    header: "Refresh token",
    accessorKey: "refresh_secs",
    size: 96,
    meta: { align: "end", leavesBelow: 840 },
    cell: ({ row }) => <span className="num">{duration(row.original.refresh_secs)}</span>,
  },
  {
    id: "created",
    header: "Added",
    accessorKey: "created_at",
    sortDescFirst: true,
    size: 88,
    meta: { align: "end" },
    cell: ({ row }) => <Moment at={row.original.created_at} />,
  },
];
