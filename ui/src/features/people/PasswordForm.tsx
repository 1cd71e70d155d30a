import { Button, PasswordInput } from "@mantine/core";
import type { UserRow } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { useLayer } from "@/shared/layers";
import { useMe } from "@/shared/me";
import { longEnough, PasswordHint } from "@/shared/PasswordHint";
import { useRun } from "@/shared/query";
import { toast } from "@/shared/toast";
import { useCommandForm } from "@/shared/useCommandForm";
import classes from "./PersonForm.module.css";

export function PasswordForm({ user, onClose }: { user: UserRow; onClose(): void }) {
  const me = useMe();
  const run = useRun();
  useLayer(true, onClose, { givesBack: true });
  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { password: "" },
    validate: { password: longEnough },
    secrets: { password: "done" },
    blames: { "password.rejected": "password" },
    send: async ({ password }) => {
      await run("user.set_password", { user: user.id, password });
      toast(user.id === me.user.id ? "Changed your password" : `Set a new password for ${user.display_name}`);
      onClose();
    },
  });

  return (
    <form className={classes.form} {...formProps}>
      <PasswordInput label="New password" autoComplete="new-password" autoFocus {...form.getInputProps("password")} />
      <PasswordHint password={form.values.password} />
      <ErrorNote error={error} />
      <div className={classes.actions}>
        <Button type="submit" variant="filled" size="compact-sm" loading={isBusy} disabled={!isReady}>
          Save password
        </Button>
        <Button size="compact-sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
