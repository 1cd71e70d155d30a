import { Modal } from "@mantine/core";
import { useMe } from "@/shared/me";
import { PasswordForm } from "./PasswordForm";
import classes from "./PersonForm.module.css";

/** Everyone can change their own password, whatever their permissions; the form asks for the current one. */
export function OwnPassword({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { user } = useMe();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Change your password"
      size={360}
      // The form closes at Escape itself; while it asks for the current password, Escape closes that question.
      closeOnEscape={false}
      classNames={{ title: classes.question }}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <PasswordForm user={user} onClose={onClose} />
    </Modal>
  );
}
