import { useNavigate } from "@tanstack/react-router";
import { useLastCheck } from "@/features/health/StoredData";
import { cli } from "@/shared/cli";
import { count } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { useRefusal } from "@/shared/me";
import { useNow } from "@/shared/now";
import { rememberPlace } from "@/shared/place";
import { useCommand, useRun, useTask } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { LISTS_SESSIONS } from "@/shared/session";
import classes from "./OverviewView.module.css";
import { CheckList } from "./overview/CheckList";
import { checks } from "./overview/checks";
import { Figures } from "./overview/Figures";
import { GoodList } from "./overview/GoodList";
import { LastSeen } from "./overview/LastSeen";

/** Whether all is well, and what needs the person. Shows only what the directory knows. */
export function OverviewView() {
  const navigate = useNavigate();
  const refusal = useRefusal();
  const seesSessions = refusal(LISTS_SESSIONS) === null;
  const { data: directory, error } = useCommand("directory.show", {});
  const { data: sessions } = useCommand("session.list", {}, seesSessions);
  const { data: backups } = useCommand("backup.status", {});
  const [checked] = useLastCheck();
  const run = useRun();
  const task = useTask();
  const line = cli("doctor");
  // The ages of backups move on.
  useNow();
  if (!directory) {
    return (
      <Screen title="Overview" cli={line}>
        <ErrorNote error={error} />
      </Screen>
    );
  }

  const found = checks(directory, backups, checked, {
    showPeople: (filter) => {
      rememberPlace("people.filter", filter);
      void navigate({ to: "/people" });
    },
    acceptClock: () => task.run(() => run("clock.accept", {})),
    open: (to, open) => void navigate({ to, search: open === undefined ? {} : { open } }),
  });
  const needs = found.filter((check) => !check.isMet);
  const summary = needs.length === 0 ? "Nothing needs you." : `${count(needs.length, "thing")} ${needVerb(needs)} you.`;
  return (
    <Screen title="Overview" cli={line} bar={<p className="dim">{summary}</p>}>
      <div className={classes.page}>
        <div className={classes.column}>
          <ErrorNote error={task.error} />
          {needs.length > 0 && <CheckList title="Needs you" checks={needs} />}
          <GoodList checks={found.filter((check) => check.isMet)} />
        </div>
        <div className={classes.column}>
          {sessions && <LastSeen sessions={sessions.sessions} />}
          <Figures directory={directory} sessions={sessions?.sessions} />
        </div>
      </div>
    </Screen>
  );
}

function needVerb(needs: unknown[]): string {
  return needs.length === 1 ? "needs" : "need";
}
