import { useCallback, useSyncExternalStore } from "react";

/**
 * Where the person was on each screen: filter, sorting, selection, scroll. Outlives the screen, so that coming back
 * or unlocking shows the same; never written to disk.
 */
const places = new Map<string, unknown>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function recallPlace<T>(key: string, initial: T): T {
  return places.has(key) ? (places.get(key) as T) : initial;
}

export function rememberPlace<T>(key: string, value: T) {
  places.set(key, value);
  for (const listener of listeners) listener();
}

/** For signing out: the next person starts fresh. */
export function forgetPlaces() {
  places.clear();
  for (const listener of listeners) listener();
}

/** Like `useState`, kept under a key. `initial` must be the same value on every render. */
export function usePlace<T>(key: string, initial: T): [T, (next: T) => void] {
  const value = useSyncExternalStore(subscribe, () => recallPlace(key, initial));
  return [value, useCallback((next: T) => rememberPlace(key, next), [key])];
}
