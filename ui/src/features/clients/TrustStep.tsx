import { Select } from "@mantine/core";
import { IconLock, IconLockOpen } from "@tabler/icons-react";
import { useState } from "react";
import type { ClientRow, ConfigExportResponse, ConfigTestResponse } from "@/bindings/wire";
import { ReplaceKey } from "@/features/key/ReplaceKey";
import { ActButton } from "@/shared/ActButton";
import { Caution } from "@/shared/Caution";
import { CodeBlock } from "@/shared/CodeBlock";
import { CopyButton } from "@/shared/CopyButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { useCommand, useRun, useTask } from "@/shared/query";
import { Words } from "@/shared/Words";
import { Trans, t } from "@/texts";
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
    <Step number={3} title={t("apps.verifying")}>
      {outdated > 0 && <Caution text={t("apps.outdated_configs", { count: outdated })} />}
      <StepField label={t("apps.preset")}>
        <Select
          aria-label={t("apps.preset")}
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
            <CodeBlock label={t("apps.config")} code={config.text} />
          </div>
          <p className={classes.secret} data-secret={config.holds_secret}>
            {config.holds_secret ? <IconLock size={16} aria-hidden /> : <IconLockOpen size={16} aria-hidden />}
            {config.holds_secret ? t("apps.holds_secret") : t("apps.holds_no_secret")}
          </p>
        </>
      )}
      <FileField
        label={t("apps.save_as")}
        placeholder={t("apps.save_example", { file: config?.file_name ?? "config" })}
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
          {t("apps.save")}
        </ActButton>
        {config && !config.holds_secret && <CopyButton text={config.text} what={t("apps.the_config")} />}
        <ActButton
          command="client.test_config"
          disabled={path.trim() === ""}
          onClick={() => test((path === chosen && saved?.path) || path.trim())}
        >
          {t("apps.test_with_token")}
        </ActButton>
        <ReplaceKey client={client} />
      </div>
      <ErrorNote error={task.error} />
      {saved && (
        <p role="status" className={classes.saved}>
          <Trans
            i18nKey="apps.saved"
            count={saved.bytes}
            components={{ path: <span className="mono">{saved.path}</span> }}
          />
        </p>
      )}
      {tested && <ConfigVerdict app={client.name} result={tested} />}
      {client.exports.length > 0 && (
        <ExportList exports={client.exports} titleOf={(id) => presetOf(id)?.title ?? id} onTest={test} />
      )}
    </Step>
  );
}
