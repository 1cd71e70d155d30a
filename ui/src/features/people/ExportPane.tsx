import { Button } from "@mantine/core";
import { useState } from "react";
import type { UserExportRequest, UserExportResponse } from "@/bindings/wire";
import { count } from "@/shared/count";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useRun } from "@/shared/query";
import { fileSize } from "@/shared/size";
import { fieldOf, filled, useCommandForm } from "@/shared/useCommandForm";

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
    <Pane label="Export people" onClose={onClose}>
      <h2 className={classes.title}>Export people</h2>
      <form className={classes.form} {...formProps}>
        <p className="dim">
          {question.filter === "" ? "Everyone" : "The people that the filter finds"}, in the order of the list, as a
          table for spreadsheets. It holds no passwords.
        </p>
        <FileField
          label="Save as"
          placeholder="/home/you/people.csv"
          suggestedName="people.csv"
          onChosen={setChosen}
          autoFocus
          {...fieldOf(form, "path")}
        />
        <ErrorNote error={error} retry={submit} />
        {written && (
          <Done title="Exported">
            {count(written.people, "person", "people")}, {fileSize(written.bytes)}, to{" "}
            <span className="mono">{written.path}</span>
          </Done>
        )}
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            Export
          </Button>
          <Button onClick={onClose}>{written ? "Close" : "Cancel"}</Button>
        </div>
      </form>
    </Pane>
  );
}
