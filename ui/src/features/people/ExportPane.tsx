import { Button } from "@mantine/core";
import { useState } from "react";
import type { UserExportRequest, UserExportResponse } from "@/bindings/wire";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useRun } from "@/shared/query";
import { fileSize } from "@/shared/size";
import { fieldOf, filled, useCommandForm } from "@/shared/useCommandForm";
import { Trans, t } from "@/texts";

interface ExportPaneProps {
  /** Which people, and in which order. */
  question: Pick<UserExportRequest, "filter" | "sort" | "descending">;
  path: string;
  onPath(path: string): void;
  onClose(): void;
}

/** Writes the people that the list shows to a file, as a table for spreadsheets. */
export function ExportPane({ question, path, onPath, onClose }: ExportPaneProps) {
  const run = useRun();
  /** The path chosen in the dialog, which has asked whether to replace an existing file. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [written, setWritten] = useState<UserExportResponse | null>(null);
  const { form, formProps, isReady, isBusy, error, submit } = useCommandForm({
    initialValues: { path },
    validate: { path: filled },
    onValuesChange: (values) => onPath(values.path),
    blames: { "target.unwritable": "path" },
    send: async ({ path }) => {
      setWritten(null);
      setWritten(await run("user.export", { ...question, path: path.trim(), replace: path === chosen }));
    },
  });

  return (
    <Pane label={t("people.export_people")} onClose={onClose}>
      <h2 className={classes.title}>{t("people.export_people")}</h2>
      <form className={classes.form} {...formProps}>
        <p className="dim">
          {question.filter === "" ? t("people.export_everyone_about") : t("people.export_found_about")}
        </p>
        <FileField
          label={t("people.save_as")}
          placeholder={t("people.export_example")}
          suggestedName={t("people.export_file")}
          onChosen={setChosen}
          autoFocus
          {...fieldOf(form, "path")}
        />
        <ErrorNote error={error} retry={submit} />
        {written && (
          <Done title={t("people.exported")}>
            <Trans
              i18nKey="people.exported_to"
              count={written.people}
              values={{ size: fileSize(written.bytes) }}
              components={{ path: <span className="mono">{written.path}</span> }}
            />
          </Done>
        )}
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t("people.export")}
          </Button>
          <Button onClick={onClose}>{written ? t("common.close") : t("common.cancel")}</Button>
        </div>
      </form>
    </Pane>
  );
}
