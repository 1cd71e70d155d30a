import { useMemo } from "react";
import { type ColumnChoice, changePreferences, NO_CHOICE, usePreferences } from "../preferences";
import type { GridColumn } from "./column";

/** No column becomes narrower. */
export const WIDTH_MIN = 40;

/** The columns of a list, as a person has chosen them on this computer. */
export function useColumnChoice<R extends object>(layout: string | undefined, columns: readonly GridColumn<R>[]) {
  const { columns: choices } = usePreferences();
  const choice = (layout !== undefined && choices[layout]) || NO_CHOICE;
  const order = useMemo(() => {
    const ids = columns.map(({ id }) => id);
    // A column that came with a newer version stands at its end.
    return [...new Set([...choice.order.filter((id) => ids.includes(id)), ...ids])];
  }, [choice, columns]);

  const visibility = useMemo(
    () => Object.fromEntries(columns.map(({ id, meta }) => [id, choice.shown[id] ?? !meta?.isExtra])),
    [choice, columns],
  );

  function change(part: Partial<ColumnChoice>) {
    if (layout !== undefined) changePreferences({ columns: { ...choices, [layout]: { ...choice, ...part } } });
  }

  return {
    choice,
    /** Identifiers of all columns, also of those that are not shown. */
    order,
    /** Which of them a person wants to see. */
    visibility,
    show: (id: string, isShown: boolean) => change({ shown: { ...choice.shown, [id]: isShown } }),
    /** Moves a column by so many places. */
    move: (id: string, by: number) => {
      const next = order.filter((other) => other !== id);
      next.splice(Math.max(0, order.indexOf(id) + by), 0, id);
      change({ order: next });
    },
    size: (id: string, width: number) =>
      change({ widths: { ...choice.widths, [id]: Math.max(WIDTH_MIN, Math.round(width)) } }),
    /** Back to what the list does by itself. */
    reset: () => change(NO_CHOICE),
  };
}

export type ChosenColumns = ReturnType<typeof useColumnChoice>;
