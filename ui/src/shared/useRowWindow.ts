import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import type { UserListRequest, UserListResponse, UserRow } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { commandQuery, useCommand } from "./query";

/** The number of rows in one answer. */
export const WINDOW = 100;

type Question = Omit<UserListRequest, "page">;

/**
 * People that a filter matches, fetched a hundred at a time around the rows on screen and ahead of them. While a new filter is being
 * answered, the previous rows stay, so that nothing jumps or flickers at a keystroke.
 */
export function useRowWindow(question: Question) {
  const host = useHost();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const head = useCommand("user.list", { ...question, page: { offset: 0, limit: WINDOW } });

  const answered = useRef<{ question: Question; head: UserListResponse } | null>(null);
  if (head.data) answered.current = { question, head: head.data };
  const shown = answered.current;

  // One page more on either side: a page that is asked for when its first row appears comes too late.
  const firstPage = Math.max(0, Math.floor(range.first / WINDOW) - 1);
  const endPage = shown ? Math.floor((shown.head.matched - 1) / WINDOW) : -1;
  const lastPage = Math.min(Math.floor(range.last / WINDOW) + 1, endPage);
  const pages = useMemo(
    () => Array.from({ length: Math.max(0, lastPage - firstPage + 1) }, (_, index) => firstPage + index),
    [firstPage, lastPage],
  );
  const answers = useQueries({
    queries: pages.map((page) =>
      commandQuery(host, "user.list", {
        ...(shown?.question ?? question),
        page: { offset: page * WINDOW, limit: WINDOW },
      }),
    ),
  });

  const loaded = new Map(answers.map((answer, index) => [pages[index], answer.data?.rows]));
  const rowAt = (index: number): UserRow | undefined => {
    const page = Math.floor(index / WINDOW);
    const rows = loaded.get(page) ?? (page === 0 ? shown?.head.rows : undefined);
    return rows?.[index % WINDOW];
  };

  return {
    head: shown?.head ?? null,
    error: head.error,
    rowAt,
    onRange: useCallback((first: number, last: number) => setRange({ first, last }), []),
  };
}
