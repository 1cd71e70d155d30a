import { shallowEqual } from "@mantine/hooks";
import { type Column, functionalUpdate, type Header, type Row, useTable } from "@tanstack/react-table";
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { GRID_FEATURES, type GridColumn, type GridSort } from "./column";
import type { ChosenColumns } from "./useColumnChoice";

export type TableColumn<R extends object> = Column<typeof GRID_FEATURES, R>;
export type TableHeader<R extends object> = Header<typeof GRID_FEATURES, R>;
export type TableRow<R extends object> = Row<typeof GRID_FEATURES, R>;

interface GridTableInput<R extends object> {
  scroller: RefObject<HTMLElement | null>;
  columns: readonly GridColumn<R>[];
  /** The rows that are drawn, and `undefined` for those that are on their way. */
  drawn: (R | undefined)[];
  idOf(row: R): string;
  sort?: GridSort;
  onSort?(sort: GridSort): void;
  chosen: ChosenColumns;
}

/** The table behind a grid: which columns there are, how wide, and the drawn rows with their cells. */
export function useGridTable<R extends object>(input: GridTableInput<R>) {
  const { scroller, columns, drawn, idOf, sort, onSort, chosen } = input;
  const room = useRoom(scroller, columns);
  const columnVisibility = useMemo(() => {
    const visible = Object.entries(chosen.visibility);
    return Object.fromEntries(visible.map(([id, isChosen]) => [id, isChosen && room[id] !== false]));
  }, [room, chosen.visibility]);
  const sorting = useMemo(() => (sort ? [{ id: sort.column, desc: sort.descending }] : []), [sort]);
  const table = useTable({
    features: GRID_FEATURES,
    columns,
    data: useSame(drawn.filter((row) => row !== undefined)),
    getRowId: idOf,
    state: { columnVisibility, sorting, columnOrder: chosen.order, columnSizing: chosen.choice.widths },
    manualSorting: true,
    enableSorting: onSort !== undefined,
    enableSortingRemoval: false,
    enableMultiSort: false,
    onSortingChange: (updater) => {
      const [first] = functionalUpdate(updater, sorting);
      if (first) onSort?.({ column: first.id, descending: first.desc });
    },
  });
  const { rows } = table.getRowModel();
  let next = 0;
  return {
    headers: table.getHeaderGroups()[0]?.headers ?? [],
    columns: table.getVisibleLeafColumns(),
    /** As `drawn`. */
    rows: drawn.map((row) => (row === undefined ? undefined : rows[next++])),
  };
}

/** A track of the CSS grid, of the width that a person has given it, if any. */
export function trackOf<R extends object>(column: TableColumn<R>, width: number | undefined): string {
  if (width !== undefined) return `${width}px`;
  const { meta, minSize = 0 } = column.columnDef;
  return meta?.grow === undefined ? `${column.getSize()}px` : `minmax(${minSize}px, ${meta.grow}fr)`;
}

/** Which columns there is room for. */
function useRoom<R extends object>(element: RefObject<HTMLElement | null>, columns: readonly GridColumn<R>[]) {
  const [visibility, setVisibility] = useState<Record<string, boolean>>({});
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const measure = () => {
      const width = measured.clientWidth;
      const next = Object.fromEntries(columns.map(({ id, meta }) => [id, width >= (meta?.leavesBelow ?? 0)]));
      // It is measured at each step of a resize, of which hardly any changes something.
      setVisibility((before) => (shallowEqual(before, next) ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element, columns]);
  return visibility;
}

/** The array of before while it holds the same: the table makes its rows anew for another one only. */
function useSame<T>(items: T[]): T[] {
  const before = useRef(items);
  const isSame = items.length === before.current.length && items.every((item, i) => item === before.current[i]);
  const same = isSame ? before.current : items;
  useEffect(() => {
    before.current = same;
  });
  return same;
}
