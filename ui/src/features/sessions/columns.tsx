import type { SessionRow } from "@/bindings/wire";
import type { GridColumn } from "@/shared/grid/column";
import { Moment } from "@/shared/Moment";
import { sessionWords } from "@/shared/session";
import { t } from "@/texts";

export const SESSION_COLUMNS: GridColumn<SessionRow>[] = [
  { id: "person", header: t("sessions.person"), accessorKey: "display_name", minSize: 120, meta: { grow: 1.2 } },
  {
    id: "login",
    header: t("common.username"),
    accessorKey: "login",
    minSize: 90,
    meta: { grow: 0.9, leavesBelow: 840 },
    cell: ({ row }) => <span className="mono dim">{row.original.login}</span>,
  },
  { id: "what", header: t("sessions.type"), accessorFn: sessionWords, minSize: 140, meta: { grow: 1.4 } },
  {
    id: "issued",
    header: t("sessions.started"),
    accessorKey: "issued_at",
    sortDescFirst: true,
    size: 80,
    meta: { align: "end", leavesBelow: 840 },
    cell: ({ row }) => <Moment at={row.original.issued_at} />,
  },
  {
    id: "seen",
    header: t("sessions.last_used"),
    accessorKey: "last_seen_at",
    sortDescFirst: true,
    size: 80,
    meta: { align: "end" },
    cell: ({ row }) => <Moment at={row.original.last_seen_at} />,
  },
  {
    id: "ends",
    header: t("sessions.expires"),
    accessorKey: "expires_at",
    sortDescFirst: true,
    size: 80,
    meta: { align: "end" },
    cell: ({ row }) => <Moment at={row.original.expires_at} />,
  },
];
