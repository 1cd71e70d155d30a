import type { DirectoryResponse, OverviewResponse } from "@/bindings/wire";
import { useLastCheck } from "@/features/health/StoredData";
import { cli } from "@/shared/cli";
import { ErrorNote } from "@/shared/ErrorNote";
import { useMe } from "@/shared/me";
import { useNow } from "@/shared/now";
import { useCommand, useRun, useTask } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { t } from "@/texts";
import classes from "./OverviewView.module.css";
import { CheckList } from "./overview/CheckList";
import { type Check, checks, seesAll } from "./overview/checks";
import { GoodList } from "./overview/GoodList";
import { useLastLooked, useRememberLooked } from "./overview/lastLooked";
import { NewsList } from "./overview/NewsList";
import { SignIns } from "./overview/SignIns";

/** Whether all is well, what needs the person, and what is new. */
export function OverviewView() {
  const { user } = useMe();
  const since = useLastLooked(user.id);
  const { data: overview, error } = useCommand("overview.show", { since: since ?? null });
  const { data: directory, error: directoryError } = useCommand("directory.show", {});
  useRememberLooked(user.id, overview?.news?.last);
  return (
    <Screen title={t("frame.item.overview")} cli={cli("overview")}>
      <ErrorNote error={error ?? directoryError} />
      {overview && directory && <Found overview={overview} directory={directory} hasLooked={since !== undefined} />}
    </Screen>
  );
}

interface FoundProps {
  overview: OverviewResponse;
  directory: DirectoryResponse;
  hasLooked: boolean;
}

function Found({ overview, directory, hasLooked }: FoundProps) {
  const { user } = useMe();
  const [checked] = useLastCheck();
  const now = useNow();
  const run = useRun();
  const task = useTask();
  const acceptClock = () => task.run(() => run("clock.accept", {}));
  const found = checks({ overview, directory, checked, now, acceptClock });
  const needs = found.filter(({ standing }) => standing === "needs");
  const others = (["good", "waits"] as const).flatMap((wanted) => found.filter(({ standing }) => standing === wanted));
  const { news, sign_ins } = overview;
  return (
    <>
      <ErrorNote error={task.error} />
      <div className={classes.page} data-quiet={needs.length === 0 || undefined}>
        {needs.length > 0 && (
          <div data-area="needs">
            <CheckList checks={needs} />
          </div>
        )}
        <div data-area="good">
          <GoodList title={goodTitle(needs.length > 0, seesAll(overview), others)} checks={others} />
        </div>
        {sign_ins && (
          <div data-area="plot">
            <SignIns signIns={sign_ins} />
          </div>
        )}
        {news && (
          <div data-area="news">
            <NewsList news={news} hasLooked={hasLooked} login={user.login} />
          </div>
        )}
      </div>
    </>
  );
}

/** Only who sees everything, and waits for nothing, is told that all is good. */
function goodTitle(isNeeded: boolean, seesAll: boolean, others: Check[]): string {
  if (isNeeded) return t("overview.in_order");
  if (!seesAll) return t("overview.nothing_visible");
  return others.every(({ standing }) => standing === "good") ? t("overview.all_good") : t("overview.nothing_needed");
}
