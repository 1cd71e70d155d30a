import type { PermissionRow } from "@/bindings/wire";
import { figure } from "@/shared/count";
import type { GridColumn } from "@/shared/grid/column";
import { t } from "@/texts";
import { permissionLabel } from "@/texts/host";

export const PERMISSION_COLUMNS: GridColumn<PermissionRow>[] = [
  {
    id: "label",
    header: t("permissions.one"),
    minSize: 160,
    meta: { grow: 1.4 },
    cell: ({ row }) => nameOf(row.original),
  },
  {
    id: "permission",
    header: t("permissions.code"),
    minSize: 140,
    meta: { grow: 1, leavesBelow: 560 },
    cell: ({ row }) => <span className="mono dim">{row.original.permission}</span>,
  },
  {
    id: "groups",
    header: t("permissions.granted_by"),
    minSize: 110,
    meta: { grow: 1.2 },
    cell: ({ row }) => <span className="dim">{row.original.groups.map((group) => group.name).join(", ") || "–"}</span>,
  },
  {
    id: "holders",
    header: t("permissions.directly"),
    size: 72,
    meta: { align: "end" },
    cell: ({ row }) => (
      <span className="num dim">{row.original.direct_holders === 0 ? "–" : figure(row.original.direct_holders)}</span>
    ),
  },
];

/** What it is called; its code where it has no label. */
export function nameOf({ label, permission }: PermissionRow): string {
  return permissionLabel(permission, label) || permission;
}
