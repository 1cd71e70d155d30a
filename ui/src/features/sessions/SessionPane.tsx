import type { SessionRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { useActions } from "@/shared/actions";
import { ErrorNote } from "@/shared/ErrorNote";
import { Fact, Facts } from "@/shared/Facts";
import { useRefusal } from "@/shared/me";
import { Pane } from "@/shared/Pane";
import { useRun, useTask } from "@/shared/query";
import { sessionWords } from "@/shared/session";
import { exactTime } from "@/shared/time";
import { toast } from "@/shared/toast";
import { t } from "@/texts";
import classes from "./SessionPane.module.css";

export function SessionPane({ session, onClose }: { session: SessionRow; onClose(): void }) {
  const run = useRun();
  const task = useTask();
  const refusal = useRefusal()("session.revoke");

  function endOne() {
    task.run(async () => {
      await run("session.revoke", { session: session.id });
      onClose();
      toast(t("sessions.ended_one_of", { name: session.display_name }));
    });
  }

  function endAll() {
    task.run(async () => {
      const { ended } = await run("session.revoke", { user: session.user_id });
      onClose();
      toast(t("sessions.ended_of", { count: ended, name: session.display_name }));
    });
  }

  useActions([
    { id: "session.end", label: t("sessions.end_this"), group: t("sessions.this_one"), refusal, run: endOne },
    {
      id: "session.endAll",
      label: t("sessions.end_all_of", { name: session.display_name }),
      group: t("sessions.this_one"),
      refusal,
      run: endAll,
    },
  ]);

  return (
    <Pane label={t("sessions.one")} onClose={onClose}>
      <h2 dir="auto">{session.display_name}</h2>
      <p className="dim">{sessionWords(session)}</p>
      <div className={classes.actions}>
        <ActButton command="session.revoke" size="compact-sm" color="red" onClick={endOne}>
          {t("sessions.end_this")}
        </ActButton>
        <ActButton command="session.revoke" size="compact-sm" color="red" onClick={endAll}>
          {t("sessions.end_all_of", { name: session.login })}
        </ActButton>
      </div>
      {session.is_current && <p className={classes.warning}>{t("sessions.in_use_warning")}</p>}
      <ErrorNote error={task.error} />
      <Facts>
        <Fact term={t("common.username")}>
          <span className="mono">{session.login}</span>
        </Fact>
        <Fact term={t("sessions.started")}>{exactTime(session.issued_at)}</Fact>
        <Fact term={t("sessions.last_used")}>{exactTime(session.last_seen_at)}</Fact>
        <Fact term={t("sessions.expires")}>{exactTime(session.expires_at)}</Fact>
        <Fact term={t("sessions.identifier")}>
          <span className="mono">{session.id}</span>
        </Fact>
      </Facts>
    </Pane>
  );
}
