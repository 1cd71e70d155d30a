import { Button, TextInput } from "@mantine/core";
import { DraftNote } from "@/shared/DraftNote";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useRun } from "@/shared/query";
import { toast } from "@/shared/toast";
import { fieldOf, filled, useCommandForm } from "@/shared/useCommandForm";
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
      every: (text) => (amount(text) === null ? "Enter a whole number of days." : null),
      keep: (text) => (amount(text) === null ? "Enter a whole number." : null),
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
      toast("Scheduled, and the first backup is made");
    },
  });

  return (
    <Pane label="Schedule backups" onClose={onClose}>
      <h2 className={classes.title}>Schedule backups</h2>
      <form className={classes.form} {...formProps}>
        <DraftNote {...draft} />
        <p className="dim">
          They are made while this window is open, or <code className="mono">portreeve serve</code> runs; the first at
          once. A passphrase is kept, sealed, in the directory: note it elsewhere, too.
        </p>
        <FileField label="Folder" placeholder="/media/you/backups" isFolder autoFocus {...fieldOf(form, "folder")} />
        <div className={own.pair}>
          <TextInput label="Days between backups" inputMode="numeric" {...form.getInputProps("every")} />
          <TextInput label="How many are kept" inputMode="numeric" {...form.getInputProps("keep")} />
        </div>
        <LockFields {...fieldOf(form, "lock")} />
        <ErrorNote error={error} retry={submit} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            Schedule
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Pane>
  );
}
