import { Button } from "@mantine/core";
import { useEffect } from "react";
import type { AuditVerifyResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ActButton } from "@/shared/ActButton";
import { useActions } from "@/shared/actions";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { usePlace } from "@/shared/place";
import { useCommand, useTask } from "@/shared/query";
import { day } from "@/shared/time";
import { Trans, t } from "@/texts";
import classes from "./Activity.module.css";

/** The key of the last verification's result; `null` asks for another. */
export const VERIFIED = "activity.verified";

interface TrailStateProps {
  onExport(): void;
  onPrune(): void;
}

type Verified = AuditVerifyResponse & { at: string };

/** Whether the trail is unchanged. Verifies it once automatically, then on request, and after events were removed. */
export function TrailState({ onExport, onPrune }: TrailStateProps) {
  const host = useHost();
  const task = useTask();
  const [verified, setVerified] = usePlace<Verified | null>(VERIFIED, null);
  const first = verified?.first ?? 0;
  const { data } = useCommand("audit.list", { filter: {}, before: first + 1, limit: 1 }, verified?.is_intact ?? false);
  const since = data?.rows[0]?.at;
  const { run } = task;

  const verify = () =>
    run(async () => setVerified({ ...(await host.call("audit.verify", {})), at: new Date().toISOString() }));
  const isNew = verified === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, not whenever something about it changes
  useEffect(() => {
    if (isNew) verify();
  }, [isNew]);
  useActions([{ id: "activity.verify", label: t("activity.check_activity"), group: t("activity.title"), run: verify }]);

  return (
    <section className={classes.state} aria-label={t("activity.state")}>
      <span className={classes.dot} data-state={stateOf(verified)} aria-hidden="true" />
      <p role="status" className={verified?.is_intact === false ? classes.broken : undefined}>
        {verified === null ? t("activity.reading") : words(verified, since)}{" "}
        {verified && (
          <span className="faint">
            · <Trans i18nKey="activity.checked" components={{ moment: <Moment at={verified.at} /> }} />
          </span>
        )}
      </p>
      <ErrorNote error={task.error} />
      <div className={classes.acts}>
        <Button size="compact-sm" loading={task.isBusy && !isNew} onClick={verify}>
          {t("activity.check_now")}
        </Button>
        <ActButton command="audit.export" size="compact-sm" onClick={onExport}>
          {t("activity.export_form")}
        </ActButton>
        <ActButton command="audit.prune" size="compact-sm" variant="subtle" onClick={onPrune}>
          {t("activity.remove_form")}
        </ActButton>
      </div>
    </section>
  );
}

function stateOf(verified: Verified | null): string | undefined {
  if (verified === null) return undefined;
  return verified.is_intact ? "intact" : "broken";
}

/** "1,204 events, complete and unchanged since 3 May 2026", or what is wrong. */
function words({ is_intact, events, finding }: Verified, since: string | undefined): string {
  if (!is_intact) return t("activity.broken", { what: finding?.what ?? t("activity.broken_somewhere") });
  return since
    ? t("activity.intact_since", { count: events, day: day(since) })
    : t("activity.intact", { count: events });
}
