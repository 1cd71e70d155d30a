import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { CommandError } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { type Host, toCommandError } from "@/host/host";
import { count } from "@/shared/count";
import { toast } from "@/shared/toast";

export interface BulkAction {
  /** "Disabled": what the toast says has been done. */
  done: string;
  apply(host: Host, user: string): Promise<unknown>;
  revert(host: Host, user: string): Promise<unknown>;
}

/** Does one thing to many people, one after the other. Stopping keeps what is done, and undo covers exactly that. */
export function useBulk() {
  const host = useHost();
  const client = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const [error, setError] = useState<CommandError | null>(null);
  const isStopped = useRef(false);

  async function each(users: string[], work: BulkAction["apply"]): Promise<string[]> {
    isStopped.current = false;
    setError(null);
    const done: string[] = [];
    try {
      for (const user of users) {
        if (isStopped.current) break;
        setProgress({ done: done.length, of: users.length });
        await work(host, user);
        done.push(user);
      }
    } catch (thrown) {
      setError(toCommandError(thrown));
    }
    setProgress(null);
    await client.invalidateQueries();
    return done;
  }

  async function start(users: string[], action: BulkAction) {
    const done = await each(users, action.apply);
    if (done.length === 0) return;
    toast(`${action.done} ${count(done.length, "person", "people")}`, () => void each(done, action.revert));
  }

  return {
    start,
    progress,
    error,
    stop: () => {
      isStopped.current = true;
    },
  };
}
