import { useCallback } from "react";
import { useHost } from "@/host/context";
import { type CommandName, type Host, type Request, type Response, toCommandError } from "@/host/host";
import { useRun } from "./query";
import { sentence } from "./sentence";
import { toast } from "./toast";

/** The event of the change just made, if it can be taken back. */
async function undoableEvent(host: Host, command: CommandName): Promise<number | null> {
  try {
    const last = await host.call("undo.preview", {});
    return last.command === command && last.is_possible ? last.event : null;
  } catch {
    // Then it is not offered; the change itself is done.
    return null;
  }
}

/** What the toast says. */
type Told<C extends CommandName> = string | ((response: Response<C>) => string);

/** Makes a change, says so in a toast, and offers to take exactly that event back. */
export function useAct() {
  const host = useHost();
  const run = useRun();
  return useCallback(
    async <C extends CommandName>(command: C, request: Request<C>, told: Told<C>): Promise<Response<C>> => {
      const response = await run(command, request);
      const event = await undoableEvent(host, command);
      const undo = () =>
        run("undo.apply", { event }).catch((thrown) => toast(sentence(toCommandError(thrown).message)));
      toast(typeof told === "string" ? told : told(response), event === null ? undefined : () => void undo());
      return response;
    },
    [host, run],
  );
}
