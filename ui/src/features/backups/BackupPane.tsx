import { Button } from "@mantine/core";
import { useState } from "react";
import type { BackupCreateResponse } from "@/bindings/wire";
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

  const isByPassphrase = form.values.lock.by === "passphrase";
  return (
    <Pane label={t("backups.back_up")} onClose={onClose}>
      <h2 className={classes.title}>{t("backups.back_up_now")}</h2>
      {made ? (
        <div className={classes.form}>
          <Done title={t("backups.made")}>
            {t("backups.made_about", { count: made.backup.records, seconds: made.took_ms / 1000 })}
          </Done>
          <BackupFacts path={made.path} backup={made.backup} />
          <p className="dim">{t(isByPassphrase ? "backups.keep_passphrase" : "backups.keep_identity")}</p>
          <div className={classes.actions}>
            <Button variant="filled" onClick={onRehearse} autoFocus>
              {t("backups.test_it_form")}
            </Button>
            <Button onClick={onClose}>{t("common.close")}</Button>
          </div>
        </div>
      ) : (
        <form className={classes.form} {...formProps}>
          <DraftNote {...draft} />
          <p className="dim">{t("backups.contents")}</p>
          <FileField
            label={t("common.save_as")}
            placeholder={`${t("common.home_example")}/team.backup`}
            suggestedName={suggestedBackupName(team, new Date())}
            onChosen={setChosen}
            autoFocus
            {...fieldOf(form, "path")}
          />
          <LockFields {...fieldOf(form, "lock")} />
          <ErrorNote error={error} retry={submit} />
          <div className={classes.actions}>
            <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
              {t("backups.back_up")}
            </Button>
            <Button onClick={onClose}>{t("common.cancel")}</Button>
          </div>
        </form>
      )}
    </Pane>
  );
}
