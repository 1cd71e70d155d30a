import { Select } from "@mantine/core";
import { IconLock, IconLockOpen } from "@tabler/icons-react";
import { useState } from "react";
import type { ClientRow, ConfigExportResponse, ConfigTestResponse } from "@/bindings/wire";
import { ReplaceKey } from "@/features/key/ReplaceKey";
import { ActButton } from "@/shared/ActButton";
import { Caution } from "@/shared/Caution";
import { CodeBlock } from "@/shared/CodeBlock";
import { CopyButton } from "@/shared/CopyButton";
import { count } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { useCommand, useRun, useTask } from "@/shared/query";
import { Words } from "@/shared/Words";
import { ConfigVerdict } from "./ConfigVerdict";
import { ExportList } from "./ExportList";
import { Step, StepField } from "./Step";
import classes from "./TrustStep.module.css";

interface TrustStepProps {
  client: ClientRow;
  preset: string;
  path: string;
  onPreset(preset: string): void;
  onPath(path: string): void;
}

export function TrustStep({ client, preset, path, onPreset, onPath }: TrustStepProps) {
  const run = useRun();
  const task = useTask();
  const { data: presets } = useCommand("client.presets", {});
  const { data: config, error } = useCommand("client.config", { client: client.id, preset }, preset !== "");
  const [saved, setSaved] = useState<ConfigExportResponse | null>(null);
  const [tested, setTested] = useState<ConfigTestResponse | null>(null);
  /** The path that may be replaced: chosen in the dialog, which has asked, or written here a moment ago. */
  const [chosen, setChosen] = useState<string | null>(null);
  const presetOf = (id: string) => presets?.presets.find((row) => row.id === id);
  const note = presetOf(preset)?.note;
  const outdated = client.exports.length - client.current_exports;

  function save() {
    task.run(async () => {
      setSaved(null);
      setTested(null);
      setSaved(await run("client.export", { client: client.id, preset, path: path.trim(), replace: path === chosen }));
      setChosen(path);
    });
  }

  function test(file: string) {
    task.run(async () => {
      setTested(null);
      setTested(await run("client.test_config", { client: client.id, path: file }));
    });
  }

  return (
    <Step number={3} title="How it verifies tokens">
      {outdated > 0 && (
        <Caution
          text={`${count(outdated, "exported config is", "exported configs are")} out of date: the app refuses new tokens until its config is exported again.`}
        />
      )}
      <StepField label="Preset">
        <Select
          aria-label="Preset"
          data={(presets?.presets ?? []).map((row) => ({ value: row.id, label: row.title }))}
          value={preset}
          onChange={(value) => value && onPreset(value)}
        />
      </StepField>
      {note && (
        <p className="dim">
          <Words text={note} />
        </p>
      )}
      <ErrorNote error={error} />
      {config && (
        <>
          <div className={classes.preview}>
            <CodeBlock label="Config" code={config.text} />
          </div>
          <p className={classes.secret} data-secret={config.holds_secret}>
            {config.holds_secret ? <IconLock size={16} aria-hidden /> : <IconLockOpen size={16} aria-hidden />}
            {config.holds_secret
              ? "The file contains a secret: anyone who reads it can make tokens. It is hidden here and cannot be copied."
              : "Contains no secret: safe to commit."}
          </p>
        </>
      )}
      <FileField
        label="Save as"
        placeholder={`/home/you/app/${config?.file_name ?? "config"}`}
        suggestedName={config?.file_name ?? ""}
        value={path}
        onChange={onPath}
        onChosen={setChosen}
      />
      <div className={classes.actions}>
        <ActButton
          command="client.export"
          // The secret in it signs for everyone.
          needs={config?.holds_secret ? "superuser" : undefined}
          variant="filled"
          disabled={path.trim() === "" || !config}
          onClick={save}
        >
          Save to file
        </ActButton>
        {config && !config.holds_secret && <CopyButton text={config.text} what="the config" />}
        <ActButton
          command="client.test_config"
          disabled={path.trim() === ""}
          onClick={() => test((path === chosen && saved?.path) || path.trim())}
        >
          Test with a real token
        </ActButton>
        <ReplaceKey client={client} />
      </div>
      <ErrorNote error={task.error} />
      {saved && (
        <p role="status" className={classes.saved}>
          Saved {count(saved.bytes, "byte")} to <span className="mono">{saved.path}</span>, readable by you only.
        </p>
      )}
      {tested && <ConfigVerdict app={client.name} result={tested} />}
      {client.exports.length > 0 && (
        <ExportList exports={client.exports} titleOf={(id) => presetOf(id)?.title ?? id} onTest={test} />
      )}
    </Step>
  );
}
