import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { GridMarks } from "./column";
import classes from "./Grid.module.css";
import type { TableHeader } from "./useGridTable";

interface GridHeadProps<R extends object> {
  headers: TableHeader<R>[];
  marks?: GridMarks;
}

const SORTED = { asc: "ascending", desc: "descending" } as const;

export function GridHead<R extends object>({ headers, marks }: GridHeadProps<R>) {
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
        {headers.map(({ id, column }) => {
          const { header, meta } = column.columnDef;
          const title = header as string;
          const sorted = column.getIsSorted();
          const Arrow = sorted === "desc" ? IconArrowDown : IconArrowUp;
          return (
            <div
              key={id}
              role="columnheader"
              className={classes.cell}
              data-align={meta?.align}
              aria-sort={sorted ? SORTED[sorted] : undefined}
            >
              {column.getCanSort() ? (
                <button type="button" className={classes.sort} onClick={column.getToggleSortingHandler()}>
                  {title}
                  {sorted && <Arrow size={12} aria-hidden />}
                </button>
              ) : (
                <span className={meta?.isHeaderUnseen ? "unseen" : undefined}>{title}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
