import { Button, PasswordInput } from "@mantine/core";
import type { HomeStatus } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { typed, useCommandForm } from "@/shared/useCommandForm";
import { Trans, t } from "@/texts";
import { EntryPage } from "./EntryPage";
import classes from "./EntryPage.module.css";
import { useStatusChange } from "./status";

/** Shows nothing of the directory except who can unlock. */
export function LockPage({ status }: { status: HomeStatus }) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const { form, formProps, isReady, isBusy, error, submit, run } = useCommandForm({
    initialValues: { password: "" },
    validate: { password: typed },
    secrets: { password: "tried" },
    blames: { wrong_credentials: "password" },
    send: async ({ password }) => takeStatus(await host.ask("unlock", { password })),
  });

  return (
    <EntryPage
      title={t("entry.is_locked", { team: status.team ?? "Portreeve" })}
      lead={<Unlocker login={status.me?.user.login} />}
    >
      <form className={classes.form} {...formProps}>
        <PasswordInput
          label={t("common.password")}
          autoComplete="current-password"
          autoFocus
          {...form.getInputProps("password")}
        />
        <ErrorNote error={error} retry={submit} />
        <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
          {t("entry.unlock")}
        </Button>
        <Button variant="subtle" onClick={() => run(async () => takeStatus(await host.ask("sign_out", {})))}>
          {t("entry.someone_else")}
        </Button>
      </form>
    </EntryPage>
  );
}

function Unlocker({ login }: { login: string | undefined }) {
  if (login === undefined) return t("entry.unlock_about_someone");
  return <Trans i18nKey="entry.unlock_about" components={{ name: <bdi>{login}</bdi> }} />;
}
