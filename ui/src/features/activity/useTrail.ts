import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import type { AuditFilter, AuditListResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { toCommandError } from "@/host/host";
import { useCommand } from "@/shared/query";

const PAGE = 200;
/** How many more events than are on screen are fetched ahead. */
const AHEAD = 60;

/** Events that a filter matches, the newest first. Scrolling fetches older ones. */
export function useTrail(filter: AuditFilter) {
  const host = useHost();
  const [wanted, setWanted] = useState(0);
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ["audit.list", "pages", filter],
    queryFn: ({ pageParam }): Promise<AuditListResponse> =>
      host.call("audit.list", { filter, before: pageParam, limit: PAGE }).catch((thrown) => {
        throw toCommandError(thrown);
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? undefined,
    // Keeps the old rows, so that nothing flickers at a keystroke.
    placeholderData: keepPreviousData,
  });
  const events = data?.pages.flatMap((page) => page.rows) ?? [];
  const newest = data?.pages[0];

  // The server looks through a fixed number of events at a time, so a page of a narrow filter may have few rows, or
  // none.
  const isShort = events.length < wanted + AHEAD;
  useEffect(() => {
    if (isShort && hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [isShort, hasNextPage, isFetching, error, fetchNextPage]);

  return {
    events,
    error,
    hasMore: hasNextPage,
    /** The number of all events, whatever the filter. */
    total: newest && newest.last - newest.first + 1,
    first: newest?.first,
    onRange: useCallback((_first: number, last: number) => setWanted(last), []),
  };
}

/** Whether the filter finds an event; also `true` while nobody knows, and for what is no event. */
export function useIsFound(number: number, filter: AuditFilter): boolean {
  const isEvent = Number.isSafeInteger(number);
  // The trail is looked through from its newest event on, so the event is found first or not at all.
  const { data } = useCommand("audit.list", { filter, before: number + 1, limit: 1 }, isEvent);
  return !isEvent || !data || data.rows[0]?.number === number;
}
