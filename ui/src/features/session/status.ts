import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import type { HomeStatus } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { toCommandError } from "@/host/host";
import { draftsBelongTo } from "@/shared/drafts";
import { forgetPlaces } from "@/shared/place";
import { askAgain, STATUS_KEY } from "@/shared/query";
import { forgetReports } from "@/shared/reports";

/** How far the directory is open to this window. */
export function useStatus() {
  const host = useHost();
  return useQuery<HomeStatus>({
    queryKey: STATUS_KEY,
    queryFn: () =>
      host.ask("status", {}).catch((thrown) => {
        throw toCommandError(thrown);
      }),
  });
}

/** Stores a status that a host call returned. */
export function useStatusChange() {
  const client = useQueryClient();
  return useCallback((status: HomeStatus) => void client.setQueryData(STATUS_KEY, status), [client]);
}

/** Drops data that the window must not show in this state, also if another window or a timeout changed the state. */
export function useForgetting(status: HomeStatus | undefined) {
  const client = useQueryClient();
  const state = status?.state;
  const user = status?.me?.user.id;
  useEffect(() => {
    if (state !== undefined && state !== "signed_in") {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== STATUS_KEY[0] });
    }
    if (state === "signed_out") {
      forgetPlaces();
      forgetReports();
      draftsBelongTo(null);
    } else if (user !== undefined) draftsBelongTo(user);
  }, [client, state, user]);
}

/** Changes within this time after the first are answered together. */
const CHANGE_PAUSE_MS = 40;

/** Asks again for what is on screen when the host reports a change of the directory. */
export function useChangeFeed() {
  const host = useHost();
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const waiting = new Set<string>();
    const answer = () => {
      timer = undefined;
      const kinds = [...waiting];
      waiting.clear();
      void askAgain(client, kinds);
    };
    const stop = host.onChanged((kinds) => {
      for (const kind of kinds) waiting.add(kind);
      // The first change starts the pause: one that began anew with each would not end while a batch is running.
      timer ??= setTimeout(answer, CHANGE_PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [host, client]);
}
