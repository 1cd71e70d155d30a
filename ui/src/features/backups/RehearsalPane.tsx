import { Button } from "@mantine/core";
import { useState } from "react";
import type { BackupVerifyResponse } from "@/bindings/wire";
import { count } from "@/shared/count";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { Pane } from "@/shared/Pane";
import form from "@/shared/PaneForm.module.css";
import { useRun, useTask } from "@/shared/query";
import { BackupFacts } from "./BackupFacts";
import classes from "./BackupPane.module.css";
import { keyOf, NO_KEY, UnlockFields } from "./UnlockFields";

interface RehearsalPaneProps {
  path: string;
  onPath(path: string): void;
  onClose(): void;
}

/** Restores a backup into memory and tests it. Stored data is not touched. */
export function RehearsalPane({ path, onPath, onClose }: RehearsalPaneProps) {
  const run = useRun();
  const task = useTask();
  const [typed, setTyped] = useState(NO_KEY);
  const [result, setResult] = useState<BackupVerifyResponse | null>(null);

  function changePath(next: string) {
    onPath(next);
    setResult(null);
    task.clear();
  }

  function rehearse() {
    task.run(async () => {
      setResult(null);
      setResult(await run("backup.verify", { path: path.trim(), ...keyOf(typed) }));
      setTyped({ ...typed, text: "" });
    });
  }

  return (
    <Pane label="Rehearse a backup" onClose={onClose}>
      <h2 className={form.title}>Rehearse a backup</h2>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          rehearse();
        }}
      >
        <p className="dim">
          It is restored into memory, and each of its keys signs a token that is then verified. Nothing that is stored
          is touched.
        </p>
        <FileField label="Backup" placeholder="/home/you/team.backup" path={path} onPath={changePath} autoFocus />
        <UnlockFields label="Passphrase" typed={typed} onChange={setTyped} />
        <ErrorNote error={task.error} retry={rehearse} />
        {result && (
          <>
            <Done title="It works">{keyWords(result.keys)}</Done>
            <BackupFacts path={path.trim()} backup={result.backup} />
            {!result.is_of_this_directory && (
              <p className={classes.foreign}>It is of another directory, so this one still has none rehearsed.</p>
            )}
          </>
        )}
        <div className={form.actions}>
          <Button
            type="submit"
            variant={result ? "default" : "filled"}
            loading={task.isBusy}
            disabled={path.trim() === "" || typed.text === ""}
          >
            Rehearse
          </Button>
          <Button onClick={onClose}>{result ? "Close" : "Cancel"}</Button>
        </div>
      </form>
    </Pane>
  );
}

function keyWords(keys: number): string {
  if (keys === 0) return "Everything in it was read. It holds no key yet, so no token was signed.";
  const whose = keys === 1 ? "Its key" : `Each of its ${count(keys, "key")}`;
  return `${whose} signed a token, and the token was verified.`;
}
