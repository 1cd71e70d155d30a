import { Button, PasswordInput, TextInput } from "@mantine/core";
import type { HomeStatus } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { filled, typed, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import { EntryPage } from "./EntryPage";
import classes from "./EntryPage.module.css";
import { useStatusChange } from "./status";

export function SignInPage({ status }: { status: HomeStatus }) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const { form, formProps, isReady, isBusy, error, submit } = useCommandForm({
    initialValues: { login: status.last_login ?? "", password: "" },
    validate: { login: filled, password: typed },
    secrets: { password: "tried" },
    send: async ({ login, password }) => takeStatus(await host.ask("sign_in", { login: login.trim(), password })),
  });
  const isKnown = Boolean(status.last_login);

  return (
    <EntryPage title={t("entry.sign_in_to", { team: status.team ?? "Portreeve" })} foot={status.folder}>
      <form className={classes.form} {...formProps}>
        <TextInput
          label={t("common.username")}
          autoComplete="username"
          spellCheck={false}
          autoFocus={!isKnown}
          {...form.getInputProps("login")}
        />
        <PasswordInput
          label={t("common.password")}
          autoComplete="current-password"
          autoFocus={isKnown}
          {...form.getInputProps("password")}
        />
        <ErrorNote error={error} retry={submit} />
        <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
          {t("entry.sign_in")}
        </Button>
      </form>
    </EntryPage>
  );
}
