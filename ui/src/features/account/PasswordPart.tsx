import { Button, PasswordInput } from "@mantine/core";
import type { UserDetail } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { bothParts, NewSecret, NOT_TYPED, sure } from "@/shared/NewSecret";
import { Part } from "@/shared/Page";
import { useRun } from "@/shared/query";
import { toast } from "@/shared/toast";
import { fieldOf, typed, useCommandForm } from "@/shared/useCommandForm";
import { Trans, t } from "@/texts";
import classes from "./Account.module.css";

/** Everyone can change their own password, whatever their permissions, with the one they have. */
export function PasswordPart({ detail }: { detail: UserDetail }) {
  const host = useHost();
  const run = useRun();
  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { current: "", password: NOT_TYPED },
    validate: {
      current: typed,
      password: sure,
    },
    secrets: { current: "tried", ...bothParts("password") },
    blames: { wrong_credentials: "current", "password.rejected": "password" },
    send: async ({ current, password }) => {
      await host.call("session.confirm", current);
      await run("user.set_password", { user: detail.user.id, password: password.text });
      toast(t("account.password_changed"));
    },
  });

  return (
    <Part
      title={t("account.password")}
      about={
        detail.password.changed_at && (
          <Trans
            i18nKey="account.password_changed_at"
            components={{ when: <Moment at={detail.password.changed_at} /> }}
          />
        )
      }
    >
      <form className={classes.form} {...formProps}>
        <PasswordInput
          label={t("account.current_password")}
          autoComplete="current-password"
          {...form.getInputProps("current")}
        />
        <NewSecret of="newPassword" {...fieldOf(form, "password")} />
        <ErrorNote error={error} />
        <div className={classes.acts}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t("account.change_password")}
          </Button>
        </div>
      </form>
    </Part>
  );
}
