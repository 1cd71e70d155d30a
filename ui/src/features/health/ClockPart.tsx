import { ActButton } from "@/shared/ActButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { Line, Part } from "@/shared/Page";
import { useCommand, useRun, useTask } from "@/shared/query";
import { Tag } from "@/shared/Tag";
import { roughly } from "@/shared/time";
import { t } from "@/texts";

/** Whether this computer's clock has gone back; someone has to say which time is right. */
export function ClockPart() {
  const { data: clock, error } = useCommand("clock.show", {});
  const run = useRun();
  const task = useTask();
  const behind = clock?.behind_secs;
  return (
    <Part title={t("health.clock")} about={t("health.clock_about")}>
      <ErrorNote error={error} />
      <Line
        term={t("health.computer")}
        acts={
          behind && (
            <ActButton
              command="clock.accept"
              size="compact-sm"
              loading={task.isBusy}
              onClick={() => task.run(() => run("clock.accept", {}))}
            >
              {t("health.accept_time")}
            </ActButton>
          )
        }
      >
        {clock && !behind && t("health.clock_right")}
        {behind && (
          <>
            <span>{t("health.clock_back", { time: roughly(behind) })}</span>
            <Tag tone="warn">{t("health.clock_wrong")}</Tag>
          </>
        )}
      </Line>
      <ErrorNote error={task.error} />
    </Part>
  );
}
