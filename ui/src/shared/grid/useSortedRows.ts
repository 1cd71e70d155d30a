import { useMemo } from "react";
import { locale } from "@/texts/language";
import { usePlace } from "../place";
import type { GridColumn, GridSort } from "./column";

const COLLATOR = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });

function compare(one: unknown, other: unknown): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return COLLATOR.compare(String(one ?? ""), String(other ?? ""));
}

function sortValue<R extends object>(column: GridColumn<R> | undefined, row: R): unknown {
  if (column && "accessorFn" in column) return column.accessorFn?.(row, 0);
  return column && "accessorKey" in column ? row[column.accessorKey as keyof R] : undefined;
}

/** Sorts a list that is in the window as a whole. Equal rows keep the order in which they came. */
export function useSortedRows<R extends object>(
  place: string,
  columns: readonly GridColumn<R>[],
  rows: readonly R[],
  initial: GridSort,
) {
  const [sort, onSort] = usePlace<GridSort>(`${place}.sort`, initial);
  const sorted = useMemo(() => {
    const column = columns.find(({ id }) => id === sort.column);
    const direction = sort.descending ? -1 : 1;
    return [...rows].sort((one, other) => direction * compare(sortValue(column, one), sortValue(column, other)));
  }, [columns, rows, sort]);
  return { rows: sorted, sort, onSort };
}
