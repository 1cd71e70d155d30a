import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { t } from "@/texts";
import { useActions, WINDOW_GROUP } from "./actions";
import { useLayer } from "./layers";
import classes from "./Pane.module.css";

interface PaneProps {
  label: string;
  onClose(): void;
  children: ReactNode;
}

/** The content beside a list; a page of its own in a narrow window. Esc closes it. */
export function Pane({ label, onClose, children }: PaneProps) {
  useLayer(true, onClose);
  useActions([{ id: "pane.close", label: t("shared.close_pane"), group: WINDOW_GROUP, run: onClose }]);
  return (
    <aside className={classes.pane} aria-label={label} tabIndex={-1}>
      <ActionIcon
        className={classes.close}
        aria-label={t("shared.close_pane")}
        title={t("shared.close_pane_hint")}
        onClick={onClose}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
      {children}
    </aside>
  );
}
