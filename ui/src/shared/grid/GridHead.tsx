import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type PointerEvent, useRef } from "react";
import { t } from "@/texts";
import type { GridMarks } from "./column";
import classes from "./Grid.module.css";
import type { TableHeader } from "./useGridTable";

interface GridHeadProps<R extends object> {
  headers: TableHeader<R>[];
  marks?: GridMarks;
  /** Gives a column another width; without it they keep theirs. */
  onSize?(id: string, width: number): void;
}

const SORTED = { asc: "ascending", desc: "descending" } as const;

export function GridHead<R extends object>({ headers, marks, onSize }: GridHeadProps<R>) {
  return (
    <div role="rowgroup" className={classes.headGroup}>
      <div role="row" aria-rowindex={1} className={classes.head}>
        {marks && (
          <div role="columnheader" className={classes.mark}>
            <input
              type="checkbox"
              aria-label={t("shared.grid.select_all")}
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
              data-column={id}
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
              {onSize && <Edge onSize={(width) => onSize(id, width)} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Drags a column's end. The columns menu does the same for the keyboard. */
function Edge({ onSize }: { onSize(width: number): void }) {
  const grip = useRef<{ at: number; width: number } | null>(null);
  function onPointerDown(event: PointerEvent<HTMLSpanElement>) {
    const width = event.currentTarget.parentElement?.getBoundingClientRect().width ?? 0;
    grip.current = { at: event.clientX, width };
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  return (
    <span
      aria-hidden="true"
      className={classes.edge}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (grip.current) onSize(grip.current.width + event.clientX - grip.current.at);
      }}
      onPointerUp={() => {
        grip.current = null;
      }}
    />
  );
}
