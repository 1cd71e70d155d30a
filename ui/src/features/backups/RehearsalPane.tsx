import { Button } from "@mantine/core";
import { useState } from "react";
import type { BackupVerifyResponse } from "@/bindings/wire";
import { count } from "@/shared/count";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useRun } from "@/shared/query";
import { report, wasLong } from "@/shared/reports";
import { fieldOf, filled, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import { BackupFacts } from "./BackupFacts";
import own from "./BackupPane.module.css";
import { keyOf, NO_KEY, someKey, UnlockFields } from "./UnlockFields";

interface RehearsalPaneProps {
  path: string;
  onPath(path: string): void;
  onClose(): void;
}

/** Restores a backup into memory and tests it. Stored data is not touched. */
export function RehearsalPane({ path, onPath, onClose }: RehearsalPaneProps) {
  const run = useRun();
  const [result, setResult] = useState<BackupVerifyResponse | null>(null);

  const { form, formProps, isReady, isBusy, error, submit, clear } = useCommandForm({
    initialValues: { path, key: NO_KEY },
    validate: { path: filled, key: someKey },
    secrets: { "key.text": "done" },
    onValuesChange: (values, before) => {
      if (values.path === before.path) return;
      onPath(values.path);
      setResult(null);
      clear();
    },
    send: async (values) => {
      setResult(null);
      const path = values.path.trim();
      const tested = await run("backup.verify", { path, ...keyOf(values.key) });
      if (wasLong(tested)) report({ title: t("jobs.tested", { path }) });
      setResult(tested);
    },
  });

  return (
    <Pane label="Test a backup" onClose={onClose}>
      <h2 className={classes.title}>Test a backup</h2>
      <form className={classes.form} {...formProps}>
        <p className="dim">
          It is restored into memory, and each of its keys signs a token that is then verified. Nothing that is stored
          is touched.
        </p>
        <FileField label="Backup" placeholder="/home/you/team.backup" autoFocus {...fieldOf(form, "path")} />
        <UnlockFields label="Passphrase" {...fieldOf(form, "key")} />
        <ErrorNote error={error} retry={submit} />
        {result && (
          <>
            <Done title="It works">{keyWords(result.keys)}</Done>
            <BackupFacts path={form.values.path.trim()} backup={result.backup} />
            {!result.is_of_this_directory && (
              <p className={own.foreign}>It belongs to another team, so none of this team's backups has been tested.</p>
            )}
          </>
        )}
        <div className={classes.actions}>
          <Button type="submit" variant={result ? "default" : "filled"} loading={isBusy} disabled={!isReady}>
            Test
          </Button>
          <Button onClick={onClose}>{result ? "Close" : "Cancel"}</Button>
        </div>
      </form>
    </Pane>
  );
}

function keyWords(keys: number): string {
  if (keys === 0) return "Everything in it was read. It has no signing key yet, so no token was signed.";
  const whose = keys === 1 ? "Its key" : `Each of its ${count(keys, "key")}`;
  return `${whose} signed a token, and the token was verified.`;
}
