import { useEffect, useState } from "react";
import { type Action, currentActions } from "@/shared/actions";
import { Dialog } from "@/shared/Dialog";
import { Kbd } from "@/shared/Kbd";
import { keysOf, OTHER_KEYS } from "@/shared/keys";
import { t } from "@/texts";
import classes from "./ShortcutSheet.module.css";

export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const [actions, setActions] = useState<Action[]>([]);
  useEffect(() => {
    if (isOpen) setActions(currentActions().filter((action) => keysOf(action).length > 0));
  }, [isOpen]);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("frame.shortcuts")} size={420}>
      <dl className={classes.keys}>
        {actions.map((action) => (
          <div key={action.id}>
            <dt>{action.label}</dt>
            <dd>
              {keysOf(action).map((keys) => (
                <Kbd key={keys} keys={keys} />
              ))}
            </dd>
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
