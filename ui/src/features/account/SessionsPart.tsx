import { Button } from "@mantine/core";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { Part } from "@/shared/Page";
import { useCommand, useRun, useTask } from "@/shared/query";
import { sessionWords } from "@/shared/session";
import { toast } from "@/shared/toast";
import { t } from "@/texts";
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
      toast(t("account.ended", { count: ended }));
    });
  }

  return (
    <Part title={t("account.sessions")} about={t("account.sessions_about")}>
      <ErrorNote error={error} />
      <ul aria-label={t("account.your_sessions")}>
        {sessions.map((session) => (
          <li key={session.id} className={classes.session}>
            <span className="cut">{sessionWords(session)}</span>
            <span className="dim">
              <Moment at={session.last_seen_at} />
            </span>
            {session.is_current ? (
              <span className="faint">{t("account.in_use")}</span>
            ) : (
              <Button size="compact-sm" onClick={() => end(session.id)}>
                {t("account.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <div className={classes.all}>
          <Button size="compact-sm" onClick={() => end()}>
            {t("account.end_others")}
          </Button>
        </div>
      )}
      <ErrorNote error={task.error} />
    </Part>
  );
}
