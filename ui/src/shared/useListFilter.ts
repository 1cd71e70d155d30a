import { useRef } from "react";
import { useActions } from "./actions";
import { usePlace } from "./place";

interface ListFilterInput {
  /** The key under which the filter is kept. */
  place: string;
  /** What the palette calls it. */
  label: string;
  /** Where the palette lists it. */
  group: string;
}

/** The filter of a list: `/` leads into it, and Enter or Esc from it to the rows, if there are any. */
export function useListFilter({ place, label, group }: ListFilterInput) {
  const [filter, setFilter] = usePlace(`${place}.filter`, "");
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useActions([
    {
      id: `${place}.filter`,
      label,
      group,
      keys: "/",
      run: () => {
        input.current?.focus();
        input.current?.select();
      },
    },
  ]);
  return {
    filter,
    setFilter,
    /** For the element around the list. */
    list,
    /** For the empty state. The field keeps the focus: the button goes. */
    clear: () => {
      setFilter("");
      input.current?.focus();
    },
    /** For the filter bar. */
    bar: {
      label,
      filter,
      inputRef: input,
      onChange: setFilter,
      onLeave: () => {
        const row = list.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
        row?.focus();
        return row != null;
      },
    },
  };
}
