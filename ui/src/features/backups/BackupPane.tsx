import { Button } from "@mantine/core";
import { useState } from "react";
import type { BackupCreateResponse } from "@/bindings/wire";
import { count } from "@/shared/count";
import { Done } from "@/shared/Done";
import { DraftNote } from "@/shared/DraftNote";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useRun } from "@/shared/query";
import { report, wasLong } from "@/shared/reports";
import { fieldOf, filled, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import { BackupFacts } from "./BackupFacts";
import { LOCK_SECRETS, LockFields, lockOf, NOTHING_TYPED, sureLock } from "./LockFields";
import { suggestedBackupName } from "./name";

interface BackupPaneProps {
  team: string;
  path: string;
  onPath(path: string): void;
  onRehearse(): void;
  onClose(): void;
}

/** Backs up the whole directory to one file. */
export function BackupPane({ team, path, onPath, onRehearse, onClose }: BackupPaneProps) {
  const run = useRun();
  /** The path chosen in the dialog, which has asked whether to replace an existing file. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [made, setMade] = useState<BackupCreateResponse | null>(null);

  const { form, formProps, draft, isReady, isBusy, error, submit } = useCommandForm({
    draft: "backup.create",
    initialValues: { path, lock: NOTHING_TYPED },
    validate: { path: filled, lock: sureLock },
    onValuesChange: (values) => onPath(values.path),
    secrets: LOCK_SECRETS,
    blames: { "target.unwritable": "path", "password.rejected": "lock" },
    send: async (values) => {
      const replace = values.path === chosen;
      const made = await run("backup.create", { path: values.path.trim(), replace, ...lockOf(values.lock) });
      if (wasLong(made)) report({ title: t("jobs.backed_up", { path: made.path }) });
      setMade(made);
    },
  });

  return (
    <Pane label="Back up" onClose={onClose}>
      <h2 className={classes.title}>Back up now</h2>
      {made ? (
        <div className={classes.form}>
          <Done title="Backed up">
            {count(made.backup.records, "record")} in {(made.took_ms / 1000).toFixed(1)} s, readable by you only.
          </Done>
          <BackupFacts path={made.path} backup={made.backup} />
          <p className="dim">Keep it on another disk. What opens it belongs somewhere else again.</p>
          <div className={classes.actions}>
            <Button variant="filled" onClick={onRehearse} autoFocus>
              Test it…
            </Button>
            <Button onClick={onClose}>Close</Button>
          </div>
        </div>
      ) : (
        <form className={classes.form} {...formProps}>
          <DraftNote {...draft} />
          <p className="dim">
            The backup contains everything, the key included. Anyone who can open it can read it all.
          </p>
          <FileField
            label="Save as"
            placeholder="/home/you/team.backup"
            suggestedName={suggestedBackupName(team, new Date())}
            onChosen={setChosen}
            autoFocus
            {...fieldOf(form, "path")}
          />
          <LockFields {...fieldOf(form, "lock")} />
          <ErrorNote error={error} retry={submit} />
          <div className={classes.actions}>
            <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
              Back up
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </div>
        </form>
      )}
    </Pane>
  );
}
