import { Dialog } from "@/shared/Dialog";
import { useMe } from "@/shared/me";
import { PasswordForm } from "./PasswordForm";

/** Everyone can change their own password, whatever their permissions; the form asks for the current one. */
export function OwnPassword({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { user } = useMe();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Change your password" size={360}>
      <PasswordForm user={user} onClose={onClose} />
    </Dialog>
  );
}
