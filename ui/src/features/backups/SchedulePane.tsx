import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { Pane } from "@/shared/Pane";
import form from "@/shared/PaneForm.module.css";
import { useRun, useTask } from "@/shared/query";
import { toast } from "@/shared/toast";
import classes from "./BackupPane.module.css";
import { isSure, LockFields, lockOf, NOTHING_TYPED } from "./LockFields";

/** A positive whole number; `null` for anything else. */
function amount(text: string): number | null {
  return /^[1-9]\d{0,3}$/.test(text.trim()) ? Number(text) : null;
}

/** Schedules backups, which a process that stays makes; the first one at once. */
export function SchedulePane({ onClose }: { onClose(): void }) {
  const run = useRun();
  const task = useTask();
  const [folder, setFolder] = useState("");
  const [every, setEvery] = useState("1");
  const [keep, setKeep] = useState("7");
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const every_days = amount(every);
  const kept = amount(keep);

  function schedule() {
    task.run(async () => {
      if (every_days === null || kept === null) return;
      await run("backup.schedule", { folder: folder.trim(), every_days, keep: kept, ...lockOf(typed) });
      onClose();
      toast("Scheduled, and the first backup is made");
    });
  }

  return (
    <Pane label="Schedule backups" onClose={onClose}>
      <h2 className={form.title}>Schedule backups</h2>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          schedule();
        }}
      >
        <p className="dim">
          They are made while this window is open, or <code className="mono">portreeve serve</code> runs; the first at
          once. A passphrase is kept, sealed, in the directory: note it elsewhere, too.
        </p>
        <FileField
          label="Folder"
          placeholder="/media/you/backups"
          path={folder}
          onPath={setFolder}
          isFolder
          autoFocus
        />
        <div className={classes.pair}>
          <TextInput
            label="Days from one to the next"
            value={every}
            onChange={(event) => setEvery(event.currentTarget.value)}
            error={every_days === null && "A number of days"}
            inputMode="numeric"
          />
          <TextInput
            label="How many are kept"
            value={keep}
            onChange={(event) => setKeep(event.currentTarget.value)}
            error={kept === null && "A number"}
            inputMode="numeric"
          />
        </div>
        <LockFields typed={typed} onChange={setTyped} />
        <ErrorNote error={task.error} retry={schedule} />
        <div className={form.actions}>
          <Button
            type="submit"
            variant="filled"
            loading={task.isBusy}
            disabled={folder.trim() === "" || every_days === null || kept === null || !isSure(typed)}
          >
            Schedule
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Pane>
  );
}
