import {
  type ColumnDef,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";

interface GridColumnMeta {
  /** Its share of the room that is left, above `minSize`; without it a column is as wide as `size`. */
  grow?: number;
  align?: "end";
  /** So many pixels of the whole grid, below which the column leaves it. */
  leavesBelow?: number;
  /** Whether the title is for screen readers only. */
  isHeaderUnseen?: boolean;
}

/** What a grid asks of TanStack Table. Rows come sorted and filtered from the directory. */
export const GRID_FEATURES = tableFeatures({
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  columnMeta: {} as GridColumnMeta,
});

/**
 * A column, as data: its title, where its value comes from, how wide it is. One with an accessor can be sorted by.
 * `cell` is called as a function and is no component: hundreds of cells pass by while scrolling.
 */
export type GridColumn<R extends object> = ColumnDef<typeof GRID_FEATURES, R> & { id: string; header: string };

export interface GridSort {
  column: string;
  descending: boolean;
}

/** Marking rows for actions on many of them. */
export interface GridMarks {
  /** The marked rows, by identifier. */
  ids: Pick<ReadonlySet<string>, "has" | "size">;
  isAll: boolean;
  toggle(index: number): void;
  /** Marks every row between the two, including both. */
  extend(from: number, to: number): void;
  toggleAll(): void;
}
