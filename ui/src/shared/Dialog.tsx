import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/texts";
import classes from "./Dialog.module.css";
import { useLayer } from "./layers";

interface DialogProps {
  isOpen: boolean;
  title: string;
  size: number;
  onClose(): void;
  children: ReactNode;
}

/** A layer that needs all attention. */
export function Dialog({ isOpen, title, size, onClose, children }: DialogProps) {
  useLayer(isOpen, onClose);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={size}
      yOffset="calc(5vh / var(--zoom, 1))"
      classNames={{ content: classes.content, header: classes.layer, title: classes.title }}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {children}
    </Modal>
  );
}
