import { Button } from "@mantine/core";
import type { HomeStatus, RestoreResponse } from "@/bindings/wire";
import { keyOf, NO_KEY, someKey, UnlockFields } from "@/features/backups/UnlockFields";
import { type ChosenKey, KeyChoice, keptKey } from "@/features/key/KeyChoice";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { bothParts, NewSecret, NOT_TYPED } from "@/shared/NewSecret";
import { fieldOf, filled, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import classes from "./RestoreForm.module.css";

interface RestoreFormProps {
  status: HomeStatus;
  /** The backup to suggest. */
  path?: string;
  onRestored(result: RestoreResponse): void;
  onBack(): void;
}

/** Restores a directory from a backup. A key that is already stored stays in its place. */
export function RestoreForm({ status, path: known = "", onRestored, onBack }: RestoreFormProps) {
  const host = useHost();
  const isThere = status.state !== "absent";
  // If the place of the key is unknown, or the key is missing there, the person chooses one.
  const kept = status.is_key_missing ? null : status.key_location;
  const isKeyOpen = kept == null;
  const key: ChosenKey = {
    location: kept ?? (status.keychain_available ? "os_keychain" : "passphrase_file"),
    passphrase: NOT_TYPED,
  };
  const { form, formProps, isReady, isBusy, error, submit } = useCommandForm({
    initialValues: { path: known, backupKey: NO_KEY, key },
    validate: { path: filled, backupKey: someKey, key: keptKey },
    secrets: { "backupKey.text": "done", ...bothParts("key.passphrase") },
    blames: { "password.rejected": "key" },
    send: async ({ path, backupKey, key }) => {
      const result = await host.ask("restore", {
        path: path.trim(),
        ...keyOf(backupKey),
        key_location: key.location,
        key_passphrase: key.location === "passphrase_file" ? key.passphrase.text : null,
        replace: isThere,
      });
      onRestored(result);
    },
  });

  return (
    <form className={classes.form} {...formProps}>
      <FileField
        label={t("backups.backup")}
        placeholder={`${t("common.home_example")}/team.backup`}
        autoFocus
        {...fieldOf(form, "path")}
      />
      <UnlockFields label={t("repair.backup_passphrase")} {...fieldOf(form, "backupKey")} />
      {isKeyOpen && (
        <fieldset className={classes.key}>
          <legend>{t("key.where")}</legend>
          <KeyChoice hasKeychain={status.keychain_available} {...fieldOf(form, "key")} />
        </fieldset>
      )}
      {!isKeyOpen && key.location === "passphrase_file" && (
        <NewSecret
          of="passphrase"
          label={t("repair.key_passphrase")}
          value={form.values.key.passphrase}
          onChange={(passphrase) => form.setFieldValue("key.passphrase", passphrase)}
          error={form.errors.key}
        />
      )}
      <ErrorNote error={error} retry={submit} />
      <div className={classes.actions}>
        <Button onClick={onBack}>{t("common.back")}</Button>
        <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
          {t("repair.restore")}
        </Button>
      </div>
    </form>
  );
}
