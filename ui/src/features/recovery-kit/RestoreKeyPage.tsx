import { Button, Textarea, type TextareaProps } from "@mantine/core";
import type { HomeStatus } from "@/bindings/wire";
import { type ChosenKey, KeyChoice, keptKey } from "@/features/key/KeyChoice";
import { EntryPage } from "@/features/session/EntryPage";
import { useStatusChange } from "@/features/session/status";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { bothParts, NOT_TYPED } from "@/shared/NewSecret";
import { fieldOf, filled, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import classes from "../restore/RestoreForm.module.css";

/** Restores a lost key from two shares on paper. Nothing is changed unless they fit. */
export function RestoreKeyPage({ status, onBack }: { status: HomeStatus; onBack(): void }) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const key: ChosenKey = {
    location: status.keychain_available ? "os_keychain" : "passphrase_file",
    passphrase: NOT_TYPED,
  };
  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { one: "", other: "", key },
    validate: { one: filled, other: filled, key: keptKey },
    secrets: { one: "done", other: "done", ...bothParts("key.passphrase") },
    blames: { "password.rejected": "key" },
    send: async ({ one, other, key }) => {
      takeStatus(
        await host.ask("restore_key", {
          one: shareWords(one),
          other: shareWords(other),
          key_location: key.location,
          key_passphrase: key.location === "passphrase_file" ? key.passphrase.text : null,
        }),
      );
    },
  });

  return (
    <EntryPage isWide title={t("key.restore")} lead={t("key.restore_about")} foot={status.folder}>
      <form className={classes.form} {...formProps}>
        <ShareField label={t("key.restore_first")} autoFocus {...form.getInputProps("one")} />
        <ShareField label={t("key.restore_second")} {...form.getInputProps("other")} />
        <fieldset className={classes.key}>
          <legend>{t("key.where")}</legend>
          <KeyChoice hasKeychain={status.keychain_available} {...fieldOf(form, "key")} />
        </fieldset>
        <ErrorNote error={error} />
        <div className={classes.actions}>
          <Button onClick={onBack}>{t("common.back")}</Button>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t("key.restore_now")}
          </Button>
        </div>
      </form>
    </EntryPage>
  );
}

function ShareField(props: TextareaProps) {
  return <Textarea {...props} rows={4} autoComplete="off" spellCheck={false} classNames={{ input: "mono" }} />;
}

/** Only the words: on the page each has its number before it. */
function shareWords(typed: string): string {
  return typed
    .split(/\s+/)
    .filter((word) => word !== "" && !/^\d/.test(word))
    .join(" ");
}
