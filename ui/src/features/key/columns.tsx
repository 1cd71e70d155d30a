import type { KeyRow } from "@/bindings/wire";
import type { GridColumn } from "@/shared/grid/column";
import { Moment } from "@/shared/Moment";
import { Tag } from "@/shared/Tag";
import { t } from "@/texts";

export const KEY_COLUMNS: GridColumn<KeyRow>[] = [
  {
    id: "algorithm",
    header: t("key.algorithm"),
    size: 96,
    cell: ({ row }) => <span className="mono">{row.original.algorithm}</span>,
  },
  {
    id: "id",
    header: t("key.id"),
    minSize: 140,
    meta: { grow: 1 },
    cell: ({ row }) => <span className="mono dim">{row.original.id}</span>,
  },
  { id: "state", header: t("key.status"), size: 128, cell: ({ row }) => <KeyState signingKey={row.original} /> },
  {
    id: "created",
    header: t("key.created"),
    size: 88,
    meta: { align: "end" },
    cell: ({ row }) => <Moment at={row.original.created_at} />,
  },
];

/** A replaced key stays valid for a while, for the tokens that it has signed. */
export function KeyState({ signingKey }: { signingKey: KeyRow }) {
  return signingKey.verifies_until === null ? <Tag tone="good">{t("key.signs")}</Tag> : <Tag>{t("key.replaced")}</Tag>;
}
