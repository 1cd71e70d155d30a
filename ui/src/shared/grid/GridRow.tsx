import { memo, type ReactNode } from "react";
import type { GridColumn } from "./column";
import classes from "./Grid.module.css";

interface GridRowProps<R> {
  row: R | undefined;
  index: number;
  top: number;
  columns: GridColumn<R>[];
  name: string;
  /** Replaces all cells. */
  heading: string | null;
  isActive: boolean;
  isOpen: boolean;
  /** `null` if rows cannot be marked. */
  isMarked: boolean | null;
}

/** Only native elements and classes: hundreds of rows pass by while scrolling. */
function GridRowInner<R>({
  row,
  index,
  top,
  columns,
  name,
  heading,
  isActive,
  isOpen,
  isMarked,
}: GridRowProps<R>): ReactNode {
  if (heading !== null) {
    return (
      <div
        role="row"
        data-index={index}
        aria-rowindex={index + 2}
        className={classes.heading}
        style={{ transform: `translateY(${top}px)` }}
      >
        <div role="gridcell" aria-colspan={columns.length + (isMarked === null ? 0 : 1)}>
          {heading}
        </div>
      </div>
    );
  }
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isMarked ?? isOpen}
      aria-current={isOpen || undefined}
      tabIndex={isActive ? 0 : -1}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      {isMarked !== null && (
        <div role="gridcell" className={classes.mark}>
          <input type="checkbox" tabIndex={-1} readOnly checked={isMarked} aria-label={`Select ${name}`} />
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={classes.cell}
          data-align={column.align}
          data-minor={column.isMinor || undefined}
        >
          {row === undefined ? <span className={classes.waiting} /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}

export const GridRow = memo(GridRowInner) as typeof GridRowInner;
