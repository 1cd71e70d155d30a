import { useEffect } from "react";
import { t } from "@/texts";
import { type Action, currentActions } from "./actions";

/** Keys that lists and layers know by themselves, for the sheet of shortcuts. */
export const OTHER_KEYS = [
  { keys: ["↑", "↓", "j", "k"], label: t("frame.keys.move") },
  { keys: ["space"], label: t("frame.keys.select") },
  { keys: ["shift+↑", "shift+↓"], label: t("frame.keys.select_range") },
  { keys: ["mod+A"], label: t("frame.keys.select_all") },
  { keys: ["enter"], label: t("frame.keys.open") },
  { keys: ["Esc"], label: t("frame.keys.close") },
];

/** How long the second key of a sequence is waited for. */
const SEQUENCE_MS = 1500;

const NAMES: Record<string, string> = {
  mod: t("frame.keys.ctrl"),
  shift: t("frame.keys.shift"),
  space: t("frame.keys.space"),
  enter: t("frame.keys.enter"),
  plus: "+",
};

/** All keys of an action; the first are shown beside it. */
export function keysOf({ keys = [] }: Pick<Action, "keys">): readonly string[] {
  return typeof keys === "string" ? [keys] : keys;
}

/** "mod+K" for people: "Ctrl K". */
export function keyNames(keys: string): string {
  if (keys === "shift+?") return "?";
  return keys
    .split("+")
    .map((key) => NAMES[key] ?? key)
    .join(" ");
}

/** Whether text can be typed there. */
export function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input:not([type=checkbox]), textarea, select") !== null;
}

/** Whether a layer above the page has the keyboard. */
function isInLayer(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
}

/** Whether these keys were pressed: "K", "?", "mod+K", "mod+1". */
export function isPressed(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split("+");
  const key = parts.pop() ?? "";
  if ((event.ctrlKey || event.metaKey) !== parts.includes("mod") || event.altKey) return false;
  // A figure is the key in that place, also where it takes Shift to write it.
  if (/^\d$/.test(key)) return event.code === `Digit${key}` || event.code === `Numpad${key}` || event.key === key;
  if (key === "plus") return event.key === "+" || event.key === "=";
  if (event.key.toLowerCase() !== key.toLowerCase()) return false;
  // Which keys a sign takes is up to the keyboard.
  return !/^\w+$/.test(key) || event.shiftKey === parts.includes("shift");
}

/** Runs the action whose keys were pressed: "mod+K", or one after the other, "g P". One listener for the whole window. */
export function useActionKeys() {
  useEffect(() => {
    /** The first key of a sequence, and when it was pressed. */
    let first = { key: "", at: 0 };

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isInLayer(event.target)) return;
      const before = event.timeStamp - first.at < SEQUENCE_MS ? first.key : "";
      if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) first = { key: "", at: 0 };
      const isTyping = isEditable(event.target);

      function isMeant(keys: string): boolean {
        // A field undoes its own typing.
        if (isTyping && (!keys.startsWith("mod+") || keys === "mod+Z")) return false;
        const [one = "", two] = keys.split(" ");
        return two === undefined ? isPressed(one, event) : one === before && isPressed(two, event);
      }

      const possible = currentActions().filter(({ refusal }) => !refusal);
      const action = possible.find((candidate) => keysOf(candidate).some(isMeant));
      if (action) {
        event.preventDefault();
        action.run();
        return;
      }
      const starts = possible.flatMap(keysOf).find((keys) => keys.includes(" ") && keys.split(" ")[0] === event.key);
      if (starts && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
        first = { key: event.key, at: event.timeStamp };
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
