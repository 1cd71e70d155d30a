import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { AuditPruneResponse } from "@/bindings/wire";
import { CopyButton } from "@/shared/CopyButton";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { rememberPlace } from "@/shared/place";
import { useRun } from "@/shared/query";
import { useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import { HeadWords } from "./HeadWords";
import { KeepSection } from "./KeepSection";
import { VERIFIED } from "./TrailState";

/** No one can remove younger events. */
const DAYS_MIN = 30;
const TOO_YOUNG = t("activity.too_young", { min: DAYS_MIN });

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
    <Pane label={t("activity.remove_title")} onClose={onClose}>
      <h2 className={classes.title}>{t("activity.remove_title")}</h2>
      <form className={classes.form} {...formProps}>
        <p className="dim">{t("activity.remove_about")}</p>
        <p className="dim">{t("activity.remove_rest")}</p>
        <TextInput
          label={t("activity.older_than")}
          inputMode="numeric"
          {...form.getInputProps("days")}
          error={!isReady && TOO_YOUNG}
          data-autofocus
        />
        <ErrorNote error={error} />
        {removed && (
          <Done title={t("activity.removed", { count: removed.pruned })}>
            {t("activity.begins_at", { number: removed.first })}
            {removed.code && <> {t("activity.keep_words")}</>}
          </Done>
        )}
        {removed?.code && (
          <>
            <HeadWords head={removed.code} />
            <div className={classes.actions}>
              <CopyButton text={removed.code} what={t("activity.the_words")} size="compact-sm" />
            </div>
          </>
        )}
        <div className={classes.actions}>
          <Button type="submit" color="red" variant="filled" loading={isBusy} disabled={!isReady}>
            {t("activity.remove")}
          </Button>
          <Button onClick={onExport}>{t("activity.export_form")}</Button>
          <Button onClick={onClose}>{t(removed ? "common.close" : "common.cancel")}</Button>
        </div>
      </form>
      <KeepSection />
    </Pane>
  );
}
