import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { CommandError, UserRow } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { type Host, toCommandError } from "@/host/host";
import { count } from "@/shared/count";
import { toast } from "@/shared/toast";

export interface BulkAction {
  /** "Disabled": what the toast says. */
  done: string;
  /** Whether the action changes this person; people who are left out are not undone either. */
  applies(user: UserRow): boolean;
  apply(host: Host, user: string): Promise<unknown>;
  revert(host: Host, user: string): Promise<unknown>;
}

/**
 * Does one thing to many people, one after the other. After stopping, the finished part stays, and undo covers exactly
 * that.
 */
export function useBulk() {
  const host = useHost();
  const client = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const [error, setError] = useState<CommandError | null>(null);
  const isStopped = useRef(false);

  /** Returns the people for whom the work was done. */
  async function each(users: string[], work: (user: string) => Promise<boolean>): Promise<string[]> {
    isStopped.current = false;
    setError(null);
    const done: string[] = [];
    try {
      for (const [index, user] of users.entries()) {
        if (isStopped.current) break;
        setProgress({ done: index, of: users.length });
        if (await work(user)) done.push(user);
      }
    } catch (thrown) {
      setError(toCommandError(thrown));
    }
    setProgress(null);
    await client.invalidateQueries();
    return done;
  }

  async function start(users: string[], action: BulkAction) {
    const done = await each(users, async (user) => {
      const detail = await host.call("user.show", { user });
      if (!action.applies(detail.user)) return false;
      await action.apply(host, user);
      return true;
    });
    const undo = () =>
      void each(done, async (user) => {
        await action.revert(host, user);
        return true;
      });
    toast(`${action.done} ${count(done.length, "person", "people")}`, done.length > 0 ? undo : undefined);
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
