import { useEffect, useState } from "react";

/** So long somebody looks before what was shown counts as seen. */
const LOOKED_MS = 3000;
const KEY = "portreeve.looked";

/** The last event that each person has seen on this computer, by the person's identifier. */
type Looked = Record<string, number>;

function read(): Looked {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

/** The last event that the person saw when they last looked; `undefined` at the first time. Stays the same during one visit. */
export function useLastLooked(person: string): number | undefined {
  const [since] = useState(() => read()[person]);
  return since;
}

/** Remembers for the next visit that everything up to the event `last` was shown for a while. */
export function useRememberLooked(person: string, last: number | undefined) {
  useEffect(() => {
    if (last === undefined) return;
    const timer = setTimeout(() => localStorage.setItem(KEY, JSON.stringify({ ...read(), [person]: last })), LOOKED_MS);
    return () => clearTimeout(timer);
  }, [person, last]);
}
