import { useSyncExternalStore } from "react";

const MINUTE_MS = 60_000;
/**
 * How often the minute is looked at. A timer of a whole minute would neither notice that the clock was set nor that the
 * computer slept.
 */
const LOOK_MS = 5_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function look() {
  for (const listener of listeners) listener();
}

/** One timer for all who tell times, and none while nobody does. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    timer = setInterval(look, LOOK_MS);
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    window.removeEventListener("focus", look);
    document.removeEventListener("visibilitychange", look);
  };
}

function minute(): number {
  return Math.floor(Date.now() / MINUTE_MS);
}

/** The time now. The component is drawn again with each minute, and when the clock was set or the computer woke up. */
export function useNow(): number {
  useSyncExternalStore(subscribe, minute);
  return Date.now();
}
