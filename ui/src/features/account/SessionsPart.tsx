import { Button } from "@mantine/core";
import { count } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { Part } from "@/shared/Page";
import { useCommand, useRun, useTask } from "@/shared/query";
import { sessionWords } from "@/shared/session";
import { toast } from "@/shared/toast";
import classes from "./Account.module.css";

/** Where the person is signed in, and an end to each of it. */
export function SessionsPart() {
  const { data, error } = useCommand("account.sessions", {});
  const run = useRun();
  const task = useTask();
  const sessions = data?.sessions ?? [];
  const others = sessions.filter((session) => !session.is_current);

  function end(session?: string) {
    task.run(async () => {
      const { ended } = await run("account.end_session", { session });
      toast(`Ended ${count(ended, "session")}`);
    });
  }

  return (
    <Part title="Sessions" about="Where you are signed in, and apps that hold a refresh token of yours.">
      <ErrorNote error={error} />
      <ul aria-label="Your sessions">
        {sessions.map((session) => (
          <li key={session.id} className={classes.session}>
            <span className="cut">{sessionWords(session)}</span>
            <span className="dim">
              <Moment at={session.last_seen_at} />
            </span>
            {session.is_current ? (
              <span className="faint">in use</span>
            ) : (
              <Button size="compact-sm" onClick={() => end(session.id)}>
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <div className={classes.all}>
          <Button size="compact-sm" onClick={() => end()}>
            End all others
          </Button>
        </div>
      )}
      <ErrorNote error={task.error} />
    </Part>
  );
}
