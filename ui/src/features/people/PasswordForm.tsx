import { Button } from "@mantine/core";
import type { UserRow } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { useLayer } from "@/shared/layers";
import { useMe } from "@/shared/me";
import { bothParts, NewSecret, NOT_TYPED, sure } from "@/shared/NewSecret";
import { useRun } from "@/shared/query";
import { toast } from "@/shared/toast";
import { fieldOf, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import classes from "./PersonForm.module.css";

export function PasswordForm({ user, onClose }: { user: UserRow; onClose(): void }) {
  const me = useMe();
  const run = useRun();
  useLayer(true, onClose, { givesBack: true });
  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { password: NOT_TYPED },
    validate: { password: sure },
    secrets: bothParts("password"),
    blames: { "password.rejected": "password" },
    send: async ({ password }) => {
      await run("user.set_password", { user: user.id, password: password.text });
      toast(
        user.id === me.user.id
          ? t("people.own_password_changed")
          : t("people.password_set", { name: user.display_name }),
      );
      onClose();
    },
  });

  return (
    <form className={classes.form} {...formProps}>
      <NewSecret of="newPassword" autoFocus {...fieldOf(form, "password")} />
      <ErrorNote error={error} />
      <div className={classes.actions}>
        <Button type="submit" variant="filled" size="compact-sm" loading={isBusy} disabled={!isReady}>
          {t("people.save_password")}
        </Button>
        <Button size="compact-sm" onClick={onClose}>
          {t("common.cancel")}
        </Button>
      </div>
    </form>
  );
}
