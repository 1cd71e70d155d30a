import { getHotkeyHandler } from "@mantine/hooks";
import { useEffect, useRef } from "react";

/** An action that is possible now: in the palette, by its keys, or both. */
export interface Action {
  id: string;
  label: string;
  group: string;
  /** In Mantine's notation: "mod+K". */
  keys?: string;
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

export function currentActions(): Action[] {
  return [...registered].flatMap((ref) => ref.current);
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input:not([type=checkbox]), textarea, select") !== null;
}

/** Whether a layer above the page has the keyboard; it then closes itself. */
function isInLayer(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
}

/** Runs the action whose keys were pressed. One listener for the whole window. */
export function useActionKeys() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isInLayer(event.target)) return;
      for (const { keys, refusal, run } of currentActions()) {
        if (!keys || refusal) continue;
        const isPlainKey = !keys.startsWith("mod+");
        if (isPlainKey && isEditable(event.target)) continue;
        getHotkeyHandler([[keys, run]])(event);
        if (event.defaultPrevented) return;
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

const KEY_NAMES: Record<string, string> = { mod: "Ctrl", shift: "Shift" };

/** "mod+K" for people: "Ctrl K". */
export function keyNames(keys: string): string {
  if (keys === "shift+?") return "?";
  return keys
    .split("+")
    .map((key) => KEY_NAMES[key] ?? key)
    .join(" ");
}
