import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { GridColumn, GridMarks, GridSort } from "./column";
import classes from "./Grid.module.css";

interface GridHeadProps<R> {
  columns: GridColumn<R>[];
  marks?: GridMarks;
  sort?: GridSort;
  onSort?(column: string): void;
}

export function GridHead<R>({ columns, marks, sort, onSort }: GridHeadProps<R>) {
  return (
    <div role="rowgroup" className={classes.headGroup}>
      <div role="row" aria-rowindex={1} className={classes.head}>
        {marks && (
          <div role="columnheader" className={classes.mark}>
            <input
              type="checkbox"
              aria-label="Select all that match"
              checked={marks.isAll}
              ref={(box) => {
                if (box) box.indeterminate = marks.ids.size > 0 && !marks.isAll;
              }}
              onChange={marks.toggleAll}
            />
          </div>
        )}
        {columns.map(({ id, title, isTitleUnseen, align, isSortable, isMinor }) => {
          const isSorted = sort?.column === id;
          const Arrow = sort?.descending ? IconArrowDown : IconArrowUp;
          return (
            <div
              key={id}
              role="columnheader"
              className={classes.cell}
              data-align={align}
              data-minor={isMinor || undefined}
              aria-sort={isSorted ? (sort?.descending ? "descending" : "ascending") : undefined}
            >
              {isSortable ? (
                <button type="button" className={classes.sort} onClick={() => onSort?.(id)}>
                  {title}
                  {isSorted && <Arrow size={12} aria-hidden />}
                </button>
              ) : (
                <span className={isTitleUnseen ? "unseen" : undefined}>{title}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
