import type { TokenActivityRow } from "@/bindings/wire";
import { figure } from "@/shared/count";
import type { GridColumn } from "@/shared/grid/column";
import { Moment } from "@/shared/Moment";
import { day } from "@/shared/time";
import { t } from "@/texts";

export const TOKEN_USE_COLUMNS: GridColumn<TokenActivityRow>[] = [
  {
    id: "day",
    header: t("apps.day"),
    size: 132,
    cell: ({ row }) => <span className="dim">{day(`${row.original.day}T12:00:00Z`)}</span>,
  },
  {
    id: "person",
    header: t("apps.person"),
    minSize: 120,
    meta: { grow: 1.2 },
    cell: ({ row }) => row.original.display_name,
  },
  {
    id: "login",
    header: t("common.username"),
    minSize: 90,
    meta: { grow: 0.9, leavesBelow: 700 },
    cell: ({ row }) => <span className="mono dim">{row.original.login}</span>,
  },
  {
    id: "app",
    header: t("apps.one"),
    minSize: 110,
    meta: { grow: 1.2 },
    cell: ({ row }) => row.original.client ?? <span className="dim">–</span>,
  },
  {
    id: "refreshed",
    header: t("apps.refreshed"),
    size: 84,
    meta: { align: "end" },
    cell: ({ row }) => <span className="num">{figure(row.original.refreshed)}</span>,
  },
  {
    id: "last",
    header: t("apps.last_refreshed"),
    size: 80,
    meta: { align: "end" },
    cell: ({ row }) => (
      <span className="dim">
        <Moment at={row.original.last_at} />
      </span>
    ),
  },
];
