import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { AuditExportResponse, AuditFilter, AuditFormat } from "@/bindings/wire";
import { count } from "@/shared/count";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { Pane } from "@/shared/Pane";
import form from "@/shared/PaneForm.module.css";
import { useRun, useTask } from "@/shared/query";
import { fileSize } from "@/shared/size";

const FORMATS: { value: AuditFormat; label: string; ending: string }[] = [
  { value: "json_lines", label: "JSON lines", ending: "jsonl" },
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
  const task = useTask();
  const [format, setFormat] = useState<AuditFormat>("json_lines");
  /** The path chosen in the dialog, which has asked whether to replace an existing file. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [written, setWritten] = useState<AuditExportResponse | null>(null);
  const isNarrowed = Object.keys(filter).length > 0;
  const ending = FORMATS.find(({ value }) => value === format)?.ending ?? "";

  function write(start: number | null) {
    task.run(async () => {
      setWritten(null);
      const replace = path === chosen;
      setWritten(await run("audit.export", { path: path.trim(), replace, format, filter, start }));
    });
  }

  return (
    <Pane label="Export activity" onClose={onClose}>
      <h2 className={form.title}>Export activity</h2>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          write(written?.next ?? null);
        }}
      >
        <p className="dim">{isNarrowed ? "The events that the filter finds" : "Every event"}, the oldest first.</p>
        <SegmentedControl
          size="xs"
          aria-label="Format"
          value={format}
          onChange={(next) => setFormat(next as AuditFormat)}
          data={FORMATS}
        />
        <FileField
          label="Save as"
          placeholder={`/home/you/activity.${ending}`}
          suggestedName={`activity.${ending}`}
          path={path}
          onPath={onPath}
          onChosen={setChosen}
          autoFocus
        />
        <ErrorNote error={task.error} retry={() => write(null)} />
        {written && (
          <Done title="Exported">
            {count(written.events, "event")}, {fileSize(written.bytes)}, to <span className="mono">{written.path}</span>
            {written.next && `. One file could not hold them all: choose another for those from ${written.next} on.`}
          </Done>
        )}
        <div className={form.actions}>
          <Button type="submit" variant="filled" loading={task.isBusy} disabled={path.trim() === ""}>
            {written?.next ? "Export the rest" : "Export"}
          </Button>
          <Button onClick={onClose}>{written ? "Close" : "Cancel"}</Button>
        </div>
      </form>
    </Pane>
  );
}
