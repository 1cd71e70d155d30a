import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { AuditPruneResponse } from "@/bindings/wire";
import { CopyButton } from "@/shared/CopyButton";
import { count } from "@/shared/count";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { rememberPlace } from "@/shared/place";
import { useRun } from "@/shared/query";
import { useCommandForm } from "@/shared/useCommandForm";
import { HeadWords } from "./HeadWords";
import { KeepSection } from "./KeepSection";
import { VERIFIED } from "./TrailState";

/** No one can remove younger events. */
const DAYS_MIN = 30;
const TOO_YOUNG = `A number of days, at least ${DAYS_MIN}`;

function isAmount(days: string): boolean {
  return /^\d{1,5}$/.test(days.trim()) && Number(days) >= DAYS_MIN;
}

interface PrunePaneProps {
  days: string;
  onDays(days: string): void;
  onExport(): void;
  onClose(): void;
}

/** Removes old events; the rest can still be verified. */
export function PrunePane({ days, onDays, onExport, onClose }: PrunePaneProps) {
  const run = useRun();
  const [removed, setRemoved] = useState<AuditPruneResponse | null>(null);
  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { days },
    validate: { days: (text) => (isAmount(text) ? null : TOO_YOUNG) },
    onValuesChange: (values) => {
      onDays(values.days);
      setRemoved(null);
    },
    send: async (values) => {
      setRemoved(null);
      setRemoved(await run("audit.prune", { older_than_days: Number(values.days) }));
      // The earlier result is about a different trail.
      rememberPlace(VERIFIED, null);
    },
  });

  return (
    <Pane label="Remove old events" onClose={onClose}>
      <h2 className={classes.title}>Remove old events</h2>
      <form className={classes.form} {...formProps}>
        <p className="dim">Removed events cannot be restored. Export them first if you may need them.</p>
        <p className="dim">The rest can still be verified. Checkpoints from before cannot be checked any more.</p>
        <TextInput
          label="Older than, in days"
          inputMode="numeric"
          {...form.getInputProps("days")}
          error={!isReady && TOO_YOUNG}
          data-autofocus
        />
        <ErrorNote error={error} />
        {removed && (
          <Done title={removed.pruned === 0 ? "Nothing is that old" : `Removed ${count(removed.pruned, "event")}`}>
            Activity begins at event {removed.first}.
            {removed.code && " Keep these words with an export of the removed events: they prove the export."}
          </Done>
        )}
        {removed?.code && (
          <>
            <HeadWords head={removed.code} />
            <div className={classes.actions}>
              <CopyButton text={removed.code} what="the words" size="compact-sm" />
            </div>
          </>
        )}
        <div className={classes.actions}>
          <Button type="submit" color="red" variant="filled" loading={isBusy} disabled={!isReady}>
            Remove
          </Button>
          <Button onClick={onExport}>Export…</Button>
          <Button onClick={onClose}>{removed ? "Close" : "Cancel"}</Button>
        </div>
      </form>
      <KeepSection />
    </Pane>
  );
}
