import { Select } from "@mantine/core";
import { IconLock, IconLockOpen } from "@tabler/icons-react";
import { useState } from "react";
import type { ClientRow, ConfigExportResponse, TokenInspectResponse } from "@/bindings/wire";
import { ReplaceKey } from "@/features/key/ReplaceKey";
import { useHost } from "@/host/context";
import { ActButton } from "@/shared/ActButton";
import { CodeBlock } from "@/shared/CodeBlock";
import { CopyButton } from "@/shared/CopyButton";
import { count } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { useCommand, useRun, useTask } from "@/shared/query";
import { Words } from "@/shared/Words";
import { Step, StepField } from "./Step";
import classes from "./TrustStep.module.css";
import { Verdict } from "./Verdict";

interface TrustStepProps {
  client: ClientRow;
  /** The user for whom "Check it" issues a token. */
  login: string;
  preset: string;
  path: string;
  onPreset(preset: string): void;
  onPath(path: string): void;
}

export function TrustStep({ client, login, preset, path, onPreset, onPath }: TrustStepProps) {
  const host = useHost();
  const run = useRun();
  const task = useTask();
  const { data: presets } = useCommand("client.presets", {});
  const { data: config, error } = useCommand("client.config", { client: client.id, preset }, preset !== "");
  const [saved, setSaved] = useState<ConfigExportResponse | null>(null);
  const [verdict, setVerdict] = useState<TokenInspectResponse | null>(null);
  /** The path that may be replaced: chosen in the dialog, which has asked, or written here a moment ago. */
  const [chosen, setChosen] = useState<string | null>(null);
  const note = presets?.presets.find((row) => row.id === preset)?.note;

  function save() {
    task.run(async () => {
      setSaved(null);
      setSaved(await run("client.export", { client: client.id, preset, path: path.trim(), replace: path === chosen }));
      setChosen(path);
    });
  }

  function check() {
    task.run(async () => {
      setVerdict(null);
      const { access_token } = await run("token.issue", { client: client.id, user: login });
      setVerdict(await host.call("token.inspect", { token: access_token }));
    });
  }

  return (
    <Step number={3} title="How it trusts us">
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
              : "No secret inside: it can be committed with the app."}
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
        <ActButton command="token.issue" onClick={check}>
          Check it
        </ActButton>
        <ReplaceKey client={client} />
      </div>
      <ErrorNote error={task.error} />
      {saved && (
        <p role="status" className={classes.saved}>
          Saved {count(saved.bytes, "byte")} to <span className="mono">{saved.path}</span>, readable by you only.
        </p>
      )}
      {verdict && <Verdict verdict={verdict} />}
    </Step>
  );
}
