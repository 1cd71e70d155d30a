import { useEffect, useRef } from "react";
import { t } from "@/texts";

/** An action that is possible now: in the palette, by its keys, or both. */
export interface Action {
  id: string;
  label: string;
  group: string;
  /** "mod+K", or one after the other, "g P". The first of several are shown. */
  keys?: string | readonly string[];
  /** Why this person cannot do it. */
  refusal?: string | null;
  run(): void;
}

const registered = new Set<{ current: Action[] }>();

/** Offers actions as long as the component is on screen. */
export function useActions(actions: Action[]) {
  const ref = useRef(actions);
  useEffect(() => {
    ref.current = actions;
  });
  useEffect(() => {
    registered.add(ref);
    return () => void registered.delete(ref);
  }, []);
}

/** Where the palette lists what concerns the whole window. */
export const WINDOW_GROUP = t("frame.group.window");

/** Those that concern the whole window come last. */
export function currentActions(): Action[] {
  const isLast = ({ group }: Action) => Number(group === WINDOW_GROUP);
  return [...registered].flatMap((ref) => ref.current).sort((a, b) => isLast(a) - isLast(b));
}
