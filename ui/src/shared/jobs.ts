import { useEffect, useState, useSyncExternalStore } from "react";
import { JOBS } from "@/bindings/commands";
import type { JobListResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { type Host, toCommandError } from "@/host/host";
import { errorTitle } from "@/texts/host";
import { report, startClock } from "./reports";
import { fullSentence } from "./sentence";

/** How often the bar looks at the jobs. What ends before the first look has no bar. */
const LOOK_MS = 250;
const NONE: JobListResponse = { jobs: [], is_closing: false };

/** How many jobs of this window have no answer yet. */
let waiting = 0;
const listeners = new Set<() => void>();

function step(by: 1 | -1) {
  waiting += by;
  for (const listener of listeners) listener();
}

function listen(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

async function counted<T extends object>(isJob: boolean, work: () => Promise<T>): Promise<T> {
  if (!isJob) return work();
  const isLong = startClock();
  step(1);
  try {
    const answer = await work();
    isLong(answer);
    if ("response" in answer) isLong(answer.response as object);
    return answer;
  } catch (thrown) {
    const error = toCommandError(thrown);
    // The form that an error belongs to may be gone by now.
    if (error.class === "cancelled") report({ title: fullSentence(error.message) });
    else if (isLong() && error.class !== "proof_needed") {
      const details = [error.message, error.hint ?? ""].filter((text) => text !== "").map(fullSentence);
      report({ title: errorTitle(error), details, isBad: true });
    }
    throw thrown;
  } finally {
    step(-1);
  }
}

/** The same host. The window knows which of the calls are jobs that go on, and reports a cancel. */
export function countingJobs(host: Host): Host {
  const isJob = (command: (typeof JOBS)[number]) => JOBS.includes(command);
  return {
    ...host,
    ask: (call, request) => counted(call === "restore", () => host.ask(call, request)),
    act: (command, request) => counted(isJob(command), () => host.act(command, request)),
    call: (command, request) => counted(isJob(command), () => host.call(command, request)),
  };
}

/** What goes on in this window, while it waits for it. */
export function useJobs(): JobListResponse {
  const host = useHost();
  const isWaiting = useSyncExternalStore(listen, () => waiting > 0);
  const [list, setList] = useState(NONE);
  useEffect(() => {
    if (!isWaiting) return;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const look = async () => {
      const found = await host.ask("jobs", {}).catch(() => NONE);
      if (isOver) return;
      setList(found);
      timer = setTimeout(look, LOOK_MS);
    };
    timer = setTimeout(look, LOOK_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
      setList(NONE);
    };
  }, [host, isWaiting]);
  return list;
}
