import { Button } from "@mantine/core";
import { useState } from "react";
import type { BackupVerifyResponse } from "@/bindings/wire";
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
    <Pane label={t("backups.test_title")} onClose={onClose}>
      <h2 className={classes.title}>{t("backups.test_title")}</h2>
      <form className={classes.form} {...formProps}>
        <p className="dim">{t("backups.test_about")}</p>
        <FileField
          label={t("backups.backup")}
          placeholder={`${t("common.home_example")}/team.backup`}
          autoFocus
          {...fieldOf(form, "path")}
        />
        <UnlockFields label={t("common.passphrase")} {...fieldOf(form, "key")} />
        <ErrorNote error={error} retry={submit} />
        {result && (
          <>
            <Done title={t("backups.works")}>{t("backups.works_about", { count: result.keys })}</Done>
            <BackupFacts path={form.values.path.trim()} backup={result.backup} />
            {!result.is_of_this_directory && <p className={own.foreign}>{t("backups.foreign")}</p>}
          </>
        )}
        <div className={classes.actions}>
          <Button type="submit" variant={result ? "default" : "filled"} loading={isBusy} disabled={!isReady}>
            {t("backups.test")}
          </Button>
          <Button onClick={onClose}>{t(result ? "common.close" : "common.cancel")}</Button>
        </div>
      </form>
    </Pane>
  );
}
