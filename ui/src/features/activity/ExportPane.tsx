import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { AuditExportResponse, AuditFilter, AuditFormat } from "@/bindings/wire";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useRun } from "@/shared/query";
import { fileSize } from "@/shared/size";
import { fieldOf, filled, useCommandForm } from "@/shared/useCommandForm";
import { Trans, t } from "@/texts";

const FORMATS: { value: AuditFormat; label: string; ending: string }[] = [
  { value: "json_lines", label: t("activity.json_lines"), ending: "jsonl" },
  { value: "csv", label: "CSV", ending: "csv" },
];

interface ExportPaneProps {
  filter: AuditFilter;
  path: string;
  onPath(path: string): void;
  onClose(): void;
}

/** Writes events to a file, the oldest first. */
export function ExportPane({ filter, path, onPath, onClose }: ExportPaneProps) {
  const run = useRun();
  /** The path chosen in the dialog, which has asked whether to replace an existing file. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [written, setWritten] = useState<AuditExportResponse | null>(null);
  const { form, formProps, isReady, isBusy, error, submit } = useCommandForm({
    initialValues: { path, format: "json_lines" as AuditFormat },
    validate: { path: filled },
    onValuesChange: (values) => onPath(values.path),
    blames: { "target.unwritable": "path" },
    send: async ({ path, format }) => {
      const start = written?.next ?? null;
      setWritten(null);
      setWritten(await run("audit.export", { path: path.trim(), replace: path === chosen, format, filter, start }));
    },
  });
  const isNarrowed = Object.keys(filter).length > 0;
  const ending = FORMATS.find(({ value }) => value === form.values.format)?.ending ?? "";

  return (
    <Pane label={t("activity.export_title")} onClose={onClose}>
      <h2 className={classes.title}>{t("activity.export_title")}</h2>
      <form className={classes.form} {...formProps}>
        <p className="dim">{t(isNarrowed ? "activity.export_found" : "activity.export_all")}</p>
        <SegmentedControl
          size="xs"
          aria-label={t("activity.format")}
          data={FORMATS}
          {...form.getInputProps("format", { withError: false })}
        />
        <FileField
          label={t("common.save_as")}
          placeholder={`${t("common.home_example")}/activity.${ending}`}
          suggestedName={`activity.${ending}`}
          onChosen={setChosen}
          autoFocus
          {...fieldOf(form, "path")}
        />
        <ErrorNote error={error} retry={submit} />
        {written && (
          <Done title={t("activity.exported")}>
            <Trans
              i18nKey="activity.exported_about"
              count={written.events}
              values={{ size: fileSize(written.bytes) }}
              components={{ path: <span className="mono">{written.path}</span> }}
            />
            {written.next && <> {t("activity.export_next", { from: written.next })}</>}
          </Done>
        )}
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t(written?.next ? "activity.export_rest" : "activity.export")}
          </Button>
          <Button onClick={onClose}>{t(written ? "common.close" : "common.cancel")}</Button>
        </div>
      </form>
    </Pane>
  );
}
