import { useSyncExternalStore } from "react";

/** The look of the window on this computer. Nothing is secret, so the webview's own storage is good enough. */
export interface Preferences {
  density: "normal" | "compact";
  /** How large everything is drawn. */
  zoom: number;
  showsCommandLines: boolean;
  savedFilters: { name: string; filter: string }[];
  /** Which columns a list has, by the list's name, and for each saved filter by its text as well. */
  columns: Record<string, ColumnChoice>;
}

/** What a person has changed about the columns of a list. */
export interface ColumnChoice {
  /** Columns that are shown or not, where that is not what the list does by itself. */
  shown: Record<string, boolean>;
  /** All columns in their order; empty for the list's own. */
  order: string[];
  /** In pixels. */
  widths: Record<string, number>;
}

export const NO_CHOICE: ColumnChoice = { shown: {}, order: [], widths: {} };

const KEY = "portreeve.preferences";
const DEFAULTS: Preferences = { density: "normal", zoom: 1, showsCommandLines: true, savedFilters: [], columns: {} };
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
