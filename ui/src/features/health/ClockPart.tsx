import { ActButton } from "@/shared/ActButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { Line, Part } from "@/shared/Page";
import { useCommand, useRun, useTask } from "@/shared/query";
import { Tag } from "@/shared/Tag";
import { roughly } from "@/shared/time";

/** Whether this computer's clock has gone back; someone has to say which time is right. */
export function ClockPart() {
  const { data: clock, error } = useCommand("clock.show", {});
  const run = useRun();
  const task = useTask();
  const behind = clock?.behind_secs;
  return (
    <Part title="Clock" about="Sessions and tokens end by the clock, so it must never go back.">
      <ErrorNote error={error} />
      <Line
        term="This computer"
        acts={
          behind && (
            <ActButton
              command="clock.accept"
              size="compact-sm"
              loading={task.isBusy}
              onClick={() => task.run(() => run("clock.accept", {}))}
            >
              Accept new time
            </ActButton>
          )
        }
      >
        {clock && !behind && "Correct"}
        {behind && (
          <>
            <span>Went back by {roughly(behind)}: correct it, or accept it (this signs everyone out)</span>
            <Tag tone="warn">wrong</Tag>
          </>
        )}
      </Line>
      <ErrorNote error={task.error} />
    </Part>
  );
}
