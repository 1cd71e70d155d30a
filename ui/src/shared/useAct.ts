import { useCallback } from "react";
import { useHost } from "@/host/context";
import type { CommandName, Host, Request, Response } from "@/host/host";
import { usePerform } from "./query";
import { wasLong } from "./reports";
import { tell } from "./tell";
import { useUndo } from "./useUndo";

/** Whether an event can be undone. */
async function isUndoable(host: Host, event: number): Promise<boolean> {
  try {
    return (await host.call("undo.preview", { event })).is_possible;
  } catch {
    // Undo is then not offered; the change itself is done.
    return false;
  }
}

/** What was done, in words. */
type Told<C extends CommandName> = string | ((response: Response<C>) => string);

/** Makes a change, says so, and offers to undo exactly that event. */
export function useAct() {
  const host = useHost();
  const perform = usePerform();
  const undo = useUndo();
  return useCallback(
    async <C extends CommandName>(command: C, request: Request<C>, told: Told<C>): Promise<Response<C>> => {
      const done = await perform(command, request);
      const { response, event } = done;
      const isOffered = event != null && (await isUndoable(host, event));
      const title = typeof told === "string" ? told : told(response);
      tell({ title, undo: isOffered ? () => void undo(event) : undefined }, wasLong(done));
      return response;
    },
    [host, perform, undo],
  );
}
