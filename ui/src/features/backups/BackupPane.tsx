import { Button } from "@mantine/core";
import { useState } from "react";
import type { BackupCreateResponse } from "@/bindings/wire";
import { count } from "@/shared/count";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { Pane } from "@/shared/Pane";
import form from "@/shared/PaneForm.module.css";
import { useRun, useTask } from "@/shared/query";
import { BackupFacts } from "./BackupFacts";
import { isSure, LockFields, lockOf, NOTHING_TYPED } from "./LockFields";
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
  const task = useTask();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  /** The path chosen in the dialog, which has asked whether to replace an existing file. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [made, setMade] = useState<BackupCreateResponse | null>(null);

  function backUp() {
    task.run(async () => {
      const replace = path === chosen;
      setMade(await run("backup.create", { path: path.trim(), replace, ...lockOf(typed) }));
      setTyped(NOTHING_TYPED);
    });
  }

  return (
    <Pane label="Back up" onClose={onClose}>
      <h2 className={form.title}>Back up now</h2>
      {made ? (
        <div className={form.form}>
          <Done title="Backed up">
            {count(made.backup.records, "record")} in {(made.took_ms / 1000).toFixed(1)} s, readable by you only.
          </Done>
          <BackupFacts path={made.path} backup={made.backup} />
          <p className="dim">Keep it on another disk. What opens it belongs somewhere else again.</p>
          <div className={form.actions}>
            <Button variant="filled" onClick={onRehearse} autoFocus>
              Rehearse it…
            </Button>
            <Button onClick={onClose}>Close</Button>
          </div>
        </div>
      ) : (
        <form
          className={form.form}
          onSubmit={(event) => {
            event.preventDefault();
            backUp();
          }}
        >
          <p className="dim">Everything is in it, the directory's key too: whoever can open the file has everything.</p>
          <FileField
            label="Save as"
            placeholder="/home/you/team.backup"
            suggestedName={suggestedBackupName(team, new Date())}
            path={path}
            onPath={onPath}
            onChosen={setChosen}
            autoFocus
          />
          <LockFields typed={typed} onChange={setTyped} />
          <ErrorNote error={task.error} retry={backUp} />
          <div className={form.actions}>
            <Button
              type="submit"
              variant="filled"
              loading={task.isBusy}
              disabled={path.trim() === "" || !isSure(typed)}
            >
              Back up
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </div>
        </form>
      )}
    </Pane>
  );
}
