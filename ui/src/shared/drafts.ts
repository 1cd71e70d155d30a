import { useCallback, useSyncExternalStore } from "react";

/**
 * What was typed and is not done yet. Outlives Esc, another row, another screen and the lock; never written to disk,
 * holds no secret, and ends with the session.
 */
const drafts = new Map<string, unknown>();
const listeners = new Set<() => void>();
/** Whose they are. */
let owner: string | null = null;

function tell() {
  for (const listener of listeners) listener();
}

export function recallDraft<T>(key: string): T | undefined {
  return drafts.get(key) as T | undefined;
}

export function keepDraft<T>(key: string, typed: T) {
  drafts.set(key, typed);
  tell();
}

export function dropDraft(key: string) {
  if (drafts.delete(key)) tell();
}

/** Says who is signed in, `null` for nobody: what another person typed is forgotten. */
export function draftsBelongTo(user: string | null) {
  if (user === owner) return;
  owner = user;
  drafts.clear();
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether there are any. */
export function useHasDrafts(): boolean {
  return useSyncExternalStore(subscribe, () => drafts.size > 0);
}

/** The draft under a key. */
export function useDraft<T>(key: string): [T | undefined, (typed: T | undefined) => void] {
  const draft = useSyncExternalStore(subscribe, () => recallDraft<T>(key));
  const change = useCallback(
    (typed: T | undefined) => (typed === undefined ? dropDraft(key) : keepDraft(key, typed)),
    [key],
  );
  return [draft, change];
}
