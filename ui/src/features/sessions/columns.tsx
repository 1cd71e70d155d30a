import type { SessionRow } from "@/bindings/wire";
import type { GridColumn } from "@/shared/grid/column";
import { Moment } from "@/shared/Moment";
import { sessionWords } from "@/shared/session";

export const SESSION_COLUMNS: GridColumn<SessionRow>[] = [
  { id: "person", header: "Person", accessorKey: "display_name", minSize: 120, meta: { grow: 1.2 } },
  {
    id: "login",
    header: "Login",
    accessorKey: "login",
    minSize: 90,
    meta: { grow: 0.9, leavesBelow: 840 },
    cell: ({ row }) => <span className="mono dim">{row.original.login}</span>,
  },
  { id: "what", header: "Where", accessorFn: sessionWords, minSize: 140, meta: { grow: 1.4 } },
  {
    id: "issued",
    header: "Began",
    accessorKey: "issued_at",
    sortDescFirst: true,
    size: 80,
    meta: { align: "end", leavesBelow: 840 },
    cell: ({ row }) => <Moment at={row.original.issued_at} />,
  },
  {
    id: "seen",
    header: "Last used",
    accessorKey: "last_seen_at",
    sortDescFirst: true,
    size: 80,
    meta: { align: "end" },
    cell: ({ row }) => <Moment at={row.original.last_seen_at} />,
  },
  {
    id: "ends",
    header: "Ends",
    accessorKey: "expires_at",
    sortDescFirst: true,
    size: 80,
    meta: { align: "end" },
    cell: ({ row }) => <Moment at={row.original.expires_at} />,
  },
];
