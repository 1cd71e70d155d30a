import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { recallPlace, rememberPlace } from "../place";
import { usePreferences } from "../preferences";
import { ColumnsMenu } from "./ColumnsMenu";
import type { GridColumn, GridMarks, GridSort } from "./column";
import classes from "./Grid.module.css";
import { GridHead } from "./GridHead";
import { GridRow } from "./GridRow";
import { useColumnChoice } from "./useColumnChoice";
import { trackOf, useGridTable } from "./useGridTable";

interface GridProps<R extends object> {
  label: string;
  /** The key under which scroll and active row are kept. */
  place: string;
  /** The key under which chosen columns are kept on this computer; without it there is nothing to choose. */
  layout?: string;
  /** The same array as long as they are the same. */
  columns: readonly GridColumn<R>[];
  rowCount: number;
  /** `undefined` while the row is loading. */
  rowAt(index: number): R | undefined;
  idOf(row: R): string;
  nameOf(row: R): string;
  /** The text of a row that is only a heading; `null` for all others. */
  headingOf?(row: R): string | null;
  /** Whether more rows load on scrolling, and their number is unknown. */
  isOpenEnded?: boolean;
  /** Whether a row is drawn paler: what it stands for is out of use. */
  isPale?(row: R): boolean;
  openId?: string | null;
  onOpen?(row: R): void;
  marks?: GridMarks;
  sort?: GridSort;
  onSort?(sort: GridSort): void;
  /** Reports the rows on screen, to fetch them. */
  onRange?(first: number, last: number): void;
}

const ROW_HEIGHT = { normal: 32, compact: 26 };
const HEAD_HEIGHT = 30;

/** A list of any length, used with the keyboard: arrows or j and k, Space marks, Shift extends, Enter opens. */
export function Grid<R extends object>(props: GridProps<R>) {
  const { label, place, layout, columns, rowCount, rowAt, idOf, nameOf, openId, onOpen, marks, sort, onSort, onRange } =
    props;
  const { headingOf, isOpenEnded, isPale } = props;
  const { density } = usePreferences();
  const rowHeight = ROW_HEIGHT[density];
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [activeIndex, setActiveIndex] = useState(() => recallPlace(`${place}.active`, 0));
  const active = passHeading(Math.min(activeIndex, Math.max(rowCount - 1, 0)), 1);
  const takesFocus = useRef(false);
  /** Where a Shift range began. */
  const anchor = useRef(active);

  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    // The active row stays in the document when it is scrolled away, because it has the focus.
    rangeExtractor: (range) =>
      [...new Set([active, ...defaultRangeExtractor(range)])].filter((i) => i < range.count).sort((a, b) => a - b),
  });
  const items = virtualizer.getVirtualItems();
  const drawn = items.map(({ index }) => rowAt(index));
  const chosen = useColumnChoice(layout, columns);
  const table = useGridTable({ scroller, columns, drawn, idOf, sort, onSort, chosen });

  // biome-ignore lint/correctness/useExhaustiveDependencies: measures again when the density changes
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);

  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => onRange?.(first, last), [first, last, onRange]);

  useLayoutEffect(() => {
    const list = scroller.current;
    if (list) frame.current?.style.setProperty("--scrollbar", `${list.offsetWidth - list.clientWidth}px`);
  }, []);

  const isFilled = rowCount > 0;
  useLayoutEffect(() => {
    if (isFilled && scroller.current) scroller.current.scrollTop = recallPlace(`${place}.scroll`, 0);
  }, [isFilled, place]);

  useEffect(() => {
    if (!takesFocus.current) return;
    takesFocus.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus({ preventScroll: true });
  });

  /** A heading is never the active row; the row after it is. */
  function passHeading(index: number, direction: 1 | -1): number {
    const row = rowAt(index);
    if (row === undefined || !headingOf?.(row)) return index;
    const beyond = index + direction;
    return beyond < 0 || beyond >= rowCount ? index - direction : beyond;
  }

  function moveTo(index: number, isExtending: boolean) {
    const next = passHeading(Math.max(0, Math.min(index, rowCount - 1)), index < active ? -1 : 1);
    takesFocus.current = true;
    setActiveIndex(next);
    rememberPlace(`${place}.active`, next);
    virtualizer.scrollToIndex(next, { align: "auto" });
    if (isExtending) marks?.extend(anchor.current, next);
    else anchor.current = next;
  }

  function open(index: number) {
    const row = rowAt(index);
    if (row !== undefined) onOpen?.(row);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (rowCount === 0 || event.altKey || (event.target as HTMLElement).closest('[role="columnheader"], button'))
      return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== "a" || !marks) return;
      event.preventDefault();
      marks.toggleAll();
      return;
    }
    const page = Math.max(1, last - first - 1);
    const target = {
      ArrowDown: active + 1,
      j: active + 1,
      J: active + 1,
      ArrowUp: active - 1,
      k: active - 1,
      K: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rowCount - 1,
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      moveTo(target, event.shiftKey);
    } else if (event.key === " " && marks) {
      event.preventDefault();
      marks.toggle(active);
      anchor.current = active;
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(active);
    }
  }

  function onClick(event: MouseEvent) {
    const target = event.target as HTMLElement;
    const index = Number(target.closest<HTMLElement>("[data-index]")?.dataset.index ?? Number.NaN);
    const clicked = Number.isNaN(index) ? undefined : rowAt(index);
    if (clicked === undefined || headingOf?.(clicked)) return;
    const isMark = target.closest(`.${classes.mark}`) !== null;
    if (marks && event.shiftKey) {
      moveTo(index, true);
    } else if (marks && (isMark || event.ctrlKey || event.metaKey)) {
      moveTo(index, false);
      marks.toggle(index);
    } else {
      moveTo(index, false);
      open(index);
    }
  }

  function widthOf(id: string): number | null {
    const head = scroller.current?.querySelector(`[data-column="${id}"]`);
    return head ? head.getBoundingClientRect().width : null;
  }

  const tracks = [
    ...(marks ? ["28px"] : []),
    ...table.columns.map((column) => trackOf(column, chosen.choice.widths[column.id])),
  ].join(" ");

  return (
    <div ref={frame} className={classes.frame} data-menu={layout !== undefined || undefined}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={isOpenEnded ? -1 : rowCount + 1}
        aria-colcount={table.columns.length + (marks ? 1 : 0)}
        aria-multiselectable={marks ? true : undefined}
        tabIndex={-1}
        className={classes.grid}
        style={{ "--tracks": tracks } as CSSProperties}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onScroll={(event) => rememberPlace(`${place}.scroll`, event.currentTarget.scrollTop)}
      >
        <GridHead headers={table.headers} marks={marks} onSize={layout === undefined ? undefined : chosen.size} />
        <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }, position) => {
            const row = drawn[position];
            return (
              <GridRow
                key={index}
                row={table.rows[position]}
                index={index}
                top={start - HEAD_HEIGHT}
                columns={table.columns}
                name={row === undefined ? "" : nameOf(row)}
                heading={row === undefined ? null : (headingOf?.(row) ?? null)}
                isActive={index === active}
                isPale={row !== undefined && isPale?.(row) === true}
                isOpen={row !== undefined && openId != null && idOf(row) === openId}
                isMarked={marks ? row !== undefined && marks.ids.has(idOf(row)) : null}
              />
            );
          })}
        </div>
      </div>
      {layout !== undefined && <ColumnsMenu columns={columns} chosen={chosen} widthOf={widthOf} />}
    </div>
  );
}
