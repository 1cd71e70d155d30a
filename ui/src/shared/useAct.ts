import { useCallback } from "react";
import { useHost } from "@/host/context";
import { type CommandName, type Host, type Request, type Response, toCommandError } from "@/host/host";
import { usePerform } from "./query";
import { sentence } from "./sentence";
import { toast } from "./toast";

/** Whether an event can be undone. */
async function isUndoable(host: Host, event: number): Promise<boolean> {
  try {
    return (await host.call("undo.preview", { event })).is_possible;
  } catch {
    // Undo is then not offered; the change itself is done.
    return false;
  }
}

/** The text of the toast. */
type Told<C extends CommandName> = string | ((response: Response<C>) => string);

/** Makes a change, says so in a toast, and offers to undo exactly that event. */
export function useAct() {
  const host = useHost();
  const perform = usePerform();
  return useCallback(
    async <C extends CommandName>(command: C, request: Request<C>, told: Told<C>): Promise<Response<C>> => {
      const { response, event } = await perform(command, request);
      const undo = () =>
        perform("undo.apply", { event }).then(
          (undone) => toast(`Undone: ${undone.response.detail}`),
          (thrown) => toast(sentence(toCommandError(thrown).message)),
        );
      const isOffered = event != null && (await isUndoable(host, event));
      toast(typeof told === "string" ? told : told(response), isOffered ? () => void undo() : undefined);
      return response;
    },
    [host, perform],
  );
}
