import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import type { AuditFilter, AuditListResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { toCommandError } from "@/host/host";

const PAGE = 200;
/** So many more than are on screen are fetched ahead. */
const AHEAD = 60;

/** Events that a filter matches, the newest first, fetched as one scrolls towards the older ones. */
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
    // Nothing blinks at a key.
    placeholderData: keepPreviousData,
  });
  const events = data?.pages.flatMap((page) => page.rows) ?? [];
  const newest = data?.pages[0];

  // A page of a narrow filter may hold little, or nothing: so many events are looked through at a time.
  const isShort = events.length < wanted + AHEAD;
  useEffect(() => {
    if (isShort && hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [isShort, hasNextPage, isFetching, error, fetchNextPage]);

  return {
    events,
    error,
    hasMore: hasNextPage,
    /** How many events there are, whatever the filter. */
    total: newest && newest.last - newest.first + 1,
    first: newest?.first,
    onRange: useCallback((_first: number, last: number) => setWanted(last), []),
  };
}
