import { shallowEqual } from "@mantine/hooks";
import { memo, type ReactNode } from "react";
import { t } from "@/texts";
import classes from "./Grid.module.css";
import type { TableColumn, TableRow } from "./useGridTable";

interface GridRowProps<R extends object> {
  /** `undefined` while it is on its way. */
  row: TableRow<R> | undefined;
  index: number;
  top: number;
  /** Those that are visible. */
  columns: TableColumn<R>[];
  name: string;
  /** Replaces all cells. */
  heading: string | null;
  /** Where the keyboard is. */
  isActive: boolean;
  isPale: boolean;
  isOpen: boolean;
  /** `null` if rows cannot be marked. */
  isMarked: boolean | null;
}

/** Only native elements and classes: hundreds of rows pass by while scrolling. */
function GridRowInner<R extends object>({
  row,
  index,
  top,
  columns,
  name,
  heading,
  isActive,
  isPale,
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
      data-active={isActive || undefined}
      data-marked={isMarked || undefined}
      data-pale={isPale || undefined}
      tabIndex={isActive ? 0 : -1}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      {isMarked !== null && (
        <div role="gridcell" className={classes.mark}>
          <input
            type="checkbox"
            tabIndex={-1}
            readOnly
            checked={isMarked}
            aria-label={t("shared.grid.select", { name })}
          />
        </div>
      )}
      {columns.map(({ id, columnDef }) => (
        // Each cell runs the way its text does, so that a long name is cut at its end.
        <div key={id} role="gridcell" dir="auto" className={classes.cell} data-align={columnDef.meta?.align}>
          {row === undefined ? <span className={classes.waiting} /> : contentOf(row, id)}
        </div>
      ))}
    </div>
  );
}

function contentOf<R extends object>(row: TableRow<R>, column: string): ReactNode {
  const cell = row.getAllCellsByColumnId()[column];
  if (!cell) return null;
  const content = cell.column.columnDef.cell;
  return typeof content === "function" ? content(cell.getContext()) : content;
}

/** The table makes its rows anew while scrolling; what is in them says whether there is something to draw. */
function isSame<R extends object>(
  { row: before, ...propsBefore }: GridRowProps<R>,
  { row, ...props }: GridRowProps<R>,
): boolean {
  return before?.original === row?.original && shallowEqual(propsBefore, props);
}

export const GridRow = memo(GridRowInner, isSame) as typeof GridRowInner;
