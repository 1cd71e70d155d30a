import { Button, TextInput } from "@mantine/core";
import { DraftNote } from "@/shared/DraftNote";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useRun } from "@/shared/query";
import { toast } from "@/shared/toast";
import { fieldOf, filled, useCommandForm } from "@/shared/useCommandForm";
import { Trans, t } from "@/texts";
import own from "./BackupPane.module.css";
import { LOCK_SECRETS, LockFields, lockOf, NOTHING_TYPED, sureLock } from "./LockFields";

/** A positive whole number; `null` for anything else. */
function amount(text: string): number | null {
  return /^[1-9]\d{0,3}$/.test(text.trim()) ? Number(text) : null;
}

/** Schedules backups, which a process that stays makes; the first one at once. */
export function SchedulePane({ onClose }: { onClose(): void }) {
  const run = useRun();
  const { form, formProps, draft, isReady, isBusy, error, submit } = useCommandForm({
    draft: "backup.schedule",
    initialValues: { folder: "", every: "1", keep: "7", lock: NOTHING_TYPED },
    validate: {
      folder: filled,
      every: (text) => (amount(text) === null ? t("backups.no_days") : null),
      keep: (text) => (amount(text) === null ? t("backups.no_number") : null),
      lock: sureLock,
    },
    validateInputOnChange: ["every", "keep"],
    secrets: LOCK_SECRETS,
    blames: { "target.unwritable": "folder", "password.rejected": "lock" },
    send: async ({ folder, every, keep, lock }) => {
      const [every_days, kept] = [amount(every), amount(keep)];
      if (every_days === null || kept === null) return;
      await run("backup.schedule", { folder: folder.trim(), every_days, keep: kept, ...lockOf(lock) });
      onClose();
      toast(t("backups.scheduled"));
    },
  });

  return (
    <Pane label={t("backups.schedule_title")} onClose={onClose}>
      <h2 className={classes.title}>{t("backups.schedule_title")}</h2>
      <form className={classes.form} {...formProps}>
        <DraftNote {...draft} />
        <p className="dim">
          <Trans i18nKey="backups.schedule_about" components={{ code: <code className="mono" /> }} />
        </p>
        <FileField
          label={t("backups.folder")}
          placeholder="/media/backups"
          isFolder
          autoFocus
          {...fieldOf(form, "folder")}
        />
        <div className={own.pair}>
          <TextInput label={t("backups.every_days")} inputMode="numeric" {...form.getInputProps("every")} />
          <TextInput label={t("backups.keep_last")} inputMode="numeric" {...form.getInputProps("keep")} />
        </div>
        <LockFields {...fieldOf(form, "lock")} />
        <ErrorNote error={error} retry={submit} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t("backups.schedule")}
          </Button>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Pane>
  );
}
