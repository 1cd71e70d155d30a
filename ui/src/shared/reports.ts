import { useSyncExternalStore } from "react";

/** What became of long work: it stays until it is dismissed, or the session ends. */
export interface Report {
  id: number;
  title: string;
  /** What was left out and why, a line each. */
  details: readonly string[];
  isBad: boolean;
  /** Undoes the work. */
  undo?: () => void;
}

/** What is reported: the rest has defaults. */
export type Reported = Pick<Report, "title"> & Partial<Omit<Report, "id">>;

/** Work that took longer is reported: by then the person may have gone on to something else. */
export const SHORT_MS = 2000;

let reports: readonly Report[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: readonly Report[]) {
  reports = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function report({ details = [], isBad = false, ...reported }: Reported) {
  last += 1;
  set([...reports, { id: last, details, isBad, ...reported }]);
}

export function dismiss(id: number) {
  set(reports.filter((report) => report.id !== id));
}

/** The next person did none of it. */
export function forgetReports() {
  set([]);
}

export function useReports(): readonly Report[] {
  return useSyncExternalStore(listen, () => reports);
}

/** Answers of long work. */
const long = new WeakSet<object>();

/** A clock for work that begins now. It says whether the work has become long, and remembers that of its answer. */
export function startClock(): (answer?: object) => boolean {
  const began = performance.now();
  return (answer) => {
    const isLong = performance.now() - began > SHORT_MS;
    if (isLong && answer) long.add(answer);
    return isLong;
  };
}

/** Whether it took long until this answer came. */
export function wasLong(answer: object): boolean {
  return long.has(answer);
}
