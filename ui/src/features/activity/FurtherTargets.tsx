import { Button } from "@mantine/core";
import { useState } from "react";
import type { AuditRow, AuditTarget } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import { t } from "@/texts";
import classes from "./Activity.module.css";
import { ChangeList } from "./ChangeList";

/** How many are shown at each click. */
const PAGE = 500;

/** What a large event was about beyond what it lists itself, page by page. */
export function FurtherTargets({ event }: { event: AuditRow }) {
  const host = useHost();
  const task = useTask();
  const [shown, setShown] = useState<AuditTarget[]>([]);
  const [isAtEnd, setIsAtEnd] = useState(false);
  const left = event.more_targets - shown.length;

  const showMore = () =>
    task.run(async () => {
      const page = { offset: event.targets.length + shown.length, limit: PAGE };
      const { targets } = await host.call("audit.targets", { event: event.number, page });
      setShown([...shown, ...targets]);
      setIsAtEnd(targets.length < PAGE);
    });

  if (event.more_targets === 0) return null;
  return (
    <>
      {shown.length > 0 && <ChangeList label={t("activity.further")} targets={shown} />}
      {left > 0 && !isAtEnd && (
        <div className={classes.actions}>
          <Button size="compact-sm" loading={task.isBusy} onClick={showMore}>
            {left > PAGE
              ? t("activity.show_of_more", { page: PAGE, count: left })
              : t("activity.show_more", { count: left })}
          </Button>
        </div>
      )}
      {left > 0 && isAtEnd && <p className="faint">{t("activity.nameless", { count: left })}</p>}
      <ErrorNote error={task.error} />
    </>
  );
}
