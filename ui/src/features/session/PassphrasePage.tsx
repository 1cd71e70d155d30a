import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import type { HomeStatus } from "@/bindings/wire";
import { RestoreKeyPage } from "@/features/recovery-kit/RestoreKeyPage";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { typed, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import { EntryPage } from "./EntryPage";
import classes from "./EntryPage.module.css";
import { useStatusChange } from "./status";

export function PassphrasePage({ status }: { status: HomeStatus }) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const [hasKit, setHasKit] = useState(false);

  const { form, formProps, isReady, isBusy, error, submit } = useCommandForm({
    initialValues: { passphrase: "" },
    validate: { passphrase: typed },
    secrets: { passphrase: "tried" },
    blames: { "passphrase.wrong": "passphrase" },
    send: async ({ passphrase }) => {
      try {
        takeStatus(await host.ask("open_directory", { passphrase }));
      } catch (thrown) {
        // The passphrase was right, but the data is damaged: the status leads to that page.
        const status = await host.ask("status", {});
        if (status.state !== "damaged") throw thrown;
        takeStatus(status);
      }
    },
  });

  if (hasKit) return <RestoreKeyPage status={status} onBack={() => setHasKit(false)} />;
  return (
    <EntryPage title={t("entry.passphrase_title")} lead={t("entry.passphrase_about")} foot={status.folder}>
      <form className={classes.form} {...formProps}>
        <PasswordInput
          label={t("common.passphrase")}
          autoComplete="off"
          autoFocus
          {...form.getInputProps("passphrase")}
        />
        <ErrorNote error={error} retry={submit} />
        <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
          {t("entry.passphrase_open")}
        </Button>
        <Button variant="subtle" onClick={() => setHasKit(true)}>
          {t("entry.have_kit")}
        </Button>
      </form>
    </EntryPage>
  );
}
