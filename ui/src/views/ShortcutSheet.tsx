import { Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { type Action, currentActions } from "@/shared/actions";
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
    if (isOpen) setActions(currentActions().filter(({ keys }) => keys && keys !== "Escape"));
  }, [isOpen]);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Keyboard shortcuts"
      size={420}
      classNames={{ content: classes.content, header: classes.header, title: classes.title }}
      closeButtonProps={{ "aria-label": "Close" }}
    >
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
    </Modal>
  );
}
