import type { ReactNode } from "react";

export interface GridColumn<R> {
  id: string;
  title: string;
  /** Whether the title is for screen readers only. */
  isTitleUnseen?: boolean;
  /** A track of the CSS grid. */
  width: string;
  align?: "end";
  /** Whether a click on the title sorts by it. */
  isSortable?: boolean;
  /** Whether the column disappears in a narrow grid. */
  isMinor?: boolean;
  cell(row: R): ReactNode;
}

export interface GridSort {
  column: string;
  descending: boolean;
}

/** Marking rows for actions on many of them. */
export interface GridMarks {
  ids: ReadonlySet<string>;
  isAll: boolean;
  toggle(index: number): void;
  /** Marks every row between the two, including both. */
  extend(from: number, to: number): void;
  toggleAll(): void;
}
