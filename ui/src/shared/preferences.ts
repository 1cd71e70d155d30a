import { useSyncExternalStore } from "react";

/** The look of the window on this computer. Nothing is secret, so the webview's own storage is good enough. */
export interface Preferences {
  density: "normal" | "compact";
  /** How large everything is drawn. */
  zoom: number;
  showsCommandLines: boolean;
  savedFilters: { name: string; filter: string }[];
}

const KEY = "portreeve.preferences";
const DEFAULTS: Preferences = { density: "normal", zoom: 1, showsCommandLines: true, savedFilters: [] };
const listeners = new Set<() => void>();

function read(): Preferences {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return DEFAULTS;
  }
}

let current = read();

export function changePreferences(change: Partial<Preferences>) {
  current = { ...current, ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
