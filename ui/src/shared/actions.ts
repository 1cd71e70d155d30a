import { getHotkeyHandler } from "@mantine/hooks";
import { useEffect, useRef } from "react";

/** Something that can be done now: from the palette, by its keys, or both. */
export interface Action {
  id: string;
  label: string;
  group: string;
  /** As Mantine writes them: "mod+K". */
  keys?: string;
  /** Why it cannot be done by this person. */
  refusal?: string | null;
  run(): void;
}

const registered = new Set<{ current: Action[] }>();

/** Offers actions for as long as the component is on screen. */
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

/** Whether a layer above the page has the keyboard, and closes itself. */
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
        const isPlainKey = !keys.startsWith("mod+") && keys !== "Escape";
        if (isPlainKey && isEditable(event.target)) continue;
        getHotkeyHandler([[keys, run]])(event);
        if (event.defaultPrevented) return;
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

const KEY_NAMES: Record<string, string> = { mod: "Ctrl", Escape: "Esc", shift: "Shift" };

/** "mod+K" as people read it: "Ctrl K". */
export function keyNames(keys: string): string {
  if (keys === "shift+?") return "?";
  return keys
    .split("+")
    .map((key) => KEY_NAMES[key] ?? key)
    .join(" ");
}
