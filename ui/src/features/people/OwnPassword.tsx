import { Modal } from "@mantine/core";
import { useMe } from "@/shared/me";
import { PasswordForm } from "./PasswordForm";
import classes from "./PersonForm.module.css";

/** Everybody changes their own password, whatever else they may; the present one is asked for. */
export function OwnPassword({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { user } = useMe();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Change your password"
      size={360}
      // The form closes at Escape itself; while the present password is asked for, that question does.
      closeOnEscape={false}
      classNames={{ title: classes.question }}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <PasswordForm user={user} onClose={onClose} />
    </Modal>
  );
}
