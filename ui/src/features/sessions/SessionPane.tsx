import type { SessionRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { useActions } from "@/shared/actions";
import { count } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { Fact, Facts } from "@/shared/Facts";
import { useRefusal } from "@/shared/me";
import { Pane } from "@/shared/Pane";
import { useRun, useTask } from "@/shared/query";
import { sessionWords } from "@/shared/session";
import { exactTime } from "@/shared/time";
import { toast } from "@/shared/toast";
import classes from "./SessionPane.module.css";

export function SessionPane({ session, onClose }: { session: SessionRow; onClose(): void }) {
  const run = useRun();
  const task = useTask();
  const refusal = useRefusal()("session.revoke");

  function endOne() {
    task.run(async () => {
      await run("session.revoke", { session: session.id });
      onClose();
      toast(`Ended a session of ${session.display_name}`);
    });
  }

  function endAll() {
    task.run(async () => {
      const { ended } = await run("session.revoke", { user: session.user_id });
      onClose();
      toast(`Ended ${count(ended, "session")} of ${session.display_name}`);
    });
  }

  useActions([
    { id: "session.end", label: "End this session", group: "This session", refusal, run: endOne },
    { id: "session.endAll", label: `End all of ${session.display_name}`, group: "This session", refusal, run: endAll },
  ]);

  return (
    <Pane label="Session" onClose={onClose}>
      <h2 dir="auto">{session.display_name}</h2>
      <p className="dim">{sessionWords(session)}</p>
      <div className={classes.actions}>
        <ActButton command="session.revoke" size="compact-sm" color="red" onClick={endOne}>
          End this session
        </ActButton>
        <ActButton command="session.revoke" size="compact-sm" color="red" onClick={endAll}>
          End all of {session.login}
        </ActButton>
      </div>
      {session.is_current && (
        <p className={classes.warning}>This is the session you are using: ending it signs you out.</p>
      )}
      <ErrorNote error={task.error} />
      <Facts>
        <Fact term="Username">
          <span className="mono">{session.login}</span>
        </Fact>
        <Fact term="Began">{exactTime(session.issued_at)}</Fact>
        <Fact term="Last used">{exactTime(session.last_seen_at)}</Fact>
        <Fact term="Expires">{exactTime(session.expires_at)}</Fact>
        <Fact term="Identifier">
          <span className="mono">{session.id}</span>
        </Fact>
      </Facts>
    </Pane>
  );
}
