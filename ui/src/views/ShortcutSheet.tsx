import { useEffect, useState } from "react";
import { type Action, currentActions } from "@/shared/actions";
import { Dialog } from "@/shared/Dialog";
import { Kbd } from "@/shared/Kbd";
import classes from "./ShortcutSheet.module.css";

/** Keys that belong to no single action. */
const OTHER_KEYS = [
  { keys: ["↑", "↓", "j", "k"], label: "Move in a list" },
  { keys: ["Space"], label: "Select the row" },
  { keys: ["Shift ↑", "Shift ↓"], label: "Select a range" },
  { keys: ["Ctrl A"], label: "Select all that match" },
  { keys: ["Enter"], label: "Open" },
  { keys: ["Esc"], label: "Close what is on top" },
];

export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const [actions, setActions] = useState<Action[]>([]);
  useEffect(() => {
    if (isOpen) setActions(currentActions().filter(({ keys }) => keys));
  }, [isOpen]);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keyboard shortcuts" size={420}>
      <dl className={classes.keys}>
        {actions.map(({ id, label, keys }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd>{keys && <Kbd keys={keys} />}</dd>
          </div>
        ))}
        {OTHER_KEYS.map(({ keys, label }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
