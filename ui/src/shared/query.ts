import { QueryCache, QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { COMMAND_READS, RECORD_KINDS } from "@/bindings/commands";
import { ERRORS } from "@/bindings/errors";
import type { CommandError, Done } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { type CommandName, type Host, type Request, type Response, toCommandError } from "@/host/host";
import { askForProof } from "./proof";
import { sentence } from "./sentence";
import { toast } from "./toast";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: CommandError;
  }
}

export const STATUS_KEY = ["status"];

/** A cache that never expires by time: the host reports each change of the directory. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const action = ERRORS[error.class]?.action;
        const isStatus = query.queryKey[0] === STATUS_KEY[0];
        if (!isStatus && (action === "sign_in" || action === "unlock")) {
          void client.invalidateQueries({ queryKey: STATUS_KEY });
        }
      },
    }),
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}

export function commandQuery<C extends CommandName>(host: Host, command: C, request: Request<C>) {
  return queryOptions<Response<C>>({
    queryKey: [command, request],
    queryFn: () =>
      host.call(command, request).catch((thrown) => {
        throw toCommandError(thrown);
      }),
  });
}

/**
 * Asks again for what is on screen and comes from records of these kinds. A command that does not declare what it reads
 * is always asked again.
 */
export function askAgain(client: QueryClient, kinds: readonly string[]): Promise<void> {
  const isKnown = kinds.every((kind) => (RECORD_KINDS as readonly string[]).includes(kind));
  return client.invalidateQueries({
    predicate: ({ queryKey }) => {
      const reads: readonly string[] | undefined = COMMAND_READS[queryKey[0] as CommandName];
      return !reads || !isKnown || kinds.some((kind) => reads.includes(kind));
    },
  });
}

/** Asks a reading command, and asks again whenever what it reads changes. */
export function useCommand<C extends CommandName>(command: C, request: Request<C>, enabled = true) {
  return useQuery({ ...commandQuery(useHost(), command, request), enabled });
}

/** Performs a writing command, then asks again for what it changed on screen. Returns the answer with its event. */
export function usePerform() {
  const host = useHost();
  const client = useQueryClient();
  return useCallback(
    async <C extends CommandName>(command: C, request: Request<C>): Promise<Done<Response<C>>> => {
      const done = await host.act(command, request).catch(async (thrown) => {
        const error = toCommandError(thrown);
        if (error.class !== "proof_needed" || !(await askForProof())) throw error;
        return host.act(command, request);
      });
      await askAgain(client, done.touched);
      for (const note of done.notes) toast(sentence(note));
      return done;
    },
    [host, client],
  );
}

/** Like `usePerform`, without the event. */
export function useRun() {
  const perform = usePerform();
  return useCallback(
    async <C extends CommandName>(command: C, request: Request<C>): Promise<Response<C>> =>
      (await perform(command, request)).response,
    [perform],
  );
}

/** Work started on a screen: whether it is running, and its error. */
export function useTask() {
  const { mutate, error, isPending, reset } = useMutation<void, CommandError, () => Promise<unknown>>({
    mutationFn: async (work) => {
      try {
        await work();
      } catch (thrown) {
        throw toCommandError(thrown);
      }
    },
  });
  return { run: mutate, error, isBusy: isPending, clear: reset };
}
