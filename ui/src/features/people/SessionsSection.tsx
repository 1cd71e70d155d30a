import type { UserRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { useRefusal } from "@/shared/me";
import { useCommand, useRun, useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { sessionWords } from "@/shared/session";
import { toast } from "@/shared/toast";
import { t } from "@/texts";
import classes from "./SessionsSection.module.css";

export function SessionsSection({ user }: { user: UserRow }) {
  const refusal = useRefusal()("session.list");
  const { data } = useCommand("session.list", { user: user.id }, refusal === null);
  const run = useRun();
  const task = useTask();
  const sessions = data?.sessions ?? [];

  function endAll() {
    task.run(async () => {
      const { ended } = await run("session.revoke", { user: user.id });
      toast(t("sessions.ended_of", { count: ended, name: user.display_name }));
    });
  }

  return (
    <Section
      title={t("people.sessions")}
      action={
        sessions.length > 0 && (
          <ActButton command="session.revoke" variant="subtle" size="compact-xs" onClick={endAll}>
            {t("people.end_all")}
          </ActButton>
        )
      }
    >
      {sessions.length === 0 && <p className="dim">{refusal ?? t("people.no_sessions")}</p>}
      <ul>
        {sessions.map((session) => (
          <li key={session.id} className={classes.session}>
            <span className="cut">{sessionWords(session)}</span>
            <span className="dim">
              <Moment at={session.last_seen_at} />
            </span>
          </li>
        ))}
      </ul>
      <ErrorNote error={task.error} />
    </Section>
  );
}
