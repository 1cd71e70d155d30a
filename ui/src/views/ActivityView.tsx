import { EVENT_COLUMNS } from "@/features/activity/columns";
import { byDay } from "@/features/activity/days";
import { EventPane } from "@/features/activity/EventPane";
import { ExportPane } from "@/features/activity/ExportPane";
import { ACTIVITY_HELP, activityLanguage, filterArguments, parseActivityFilter } from "@/features/activity/filter";
import { PrunePane } from "@/features/activity/PrunePane";
import { sentenceOf } from "@/features/activity/phrase";
import { TrailState } from "@/features/activity/TrailState";
import { useIsFound, useTrail } from "@/features/activity/useTrail";
import { useActions } from "@/shared/actions";
import { cli } from "@/shared/cli";
import { ErrorNote } from "@/shared/ErrorNote";
import { FilterBar } from "@/shared/FilterBar";
import { FilterCount } from "@/shared/FilterCount";
import { Grid } from "@/shared/grid/Grid";
import { useRefusal } from "@/shared/me";
import { NothingFound } from "@/shared/NothingFound";
import { useNow } from "@/shared/now";
import { usePlace } from "@/shared/place";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { useListFilter } from "@/shared/useListFilter";
import { t } from "@/texts";
import classes from "./List.module.css";
import { useOpen } from "./useOpen";

/** The filter offers the names in this many of the newest events. */
const NAMED = 200;
const FILTER = { place: "activity", label: t("views.activity.filter"), group: t("views.activity.title") };

/** Who did what, to whom, when and from where; the newest first. */
export function ActivityView() {
  const { open, setOpen, close } = useOpen("/activity/events");
  const ask = useRefusal();
  const now = useNow();
  const { filter, bar, list, clear } = useListFilter(FILTER);
  const [path, setPath] = usePlace("activity.path", "");
  const [days, setDays] = usePlace("activity.days", "365");
  const parsed = parseActivityFilter(filter, now);
  const trail = useTrail(parsed);
  // Names to offer, also while an unfinished filter finds nothing.
  const { data: newest } = useCommand("audit.list", { filter: {}, limit: NAMED });
  const isListed = useIsFound(Number(open), parsed);
  const rows = byDay(trail.events, now);
  const show = (number: number) => setOpen(String(number));
  useActions([
    {
      id: "activity.export",
      label: t("views.activity.export"),
      group: t("views.activity.title"),
      refusal: ask("audit.export"),
      run: () => setOpen("export"),
    },
    {
      id: "activity.prune",
      label: t("views.activity.remove_old"),
      group: t("views.activity.title"),
      refusal: ask("audit.prune"),
      run: () => setOpen("prune"),
    },
  ]);

  return (
    <Screen
      title={t("views.activity.title")}
      cli={commandLine()}
      bar={
        <>
          <FilterBar
            placeholder={t("views.activity.filter_example")}
            help={ACTIVITY_HELP}
            language={activityLanguage([...(newest?.rows ?? []), ...trail.events], now)}
            {...bar}
          />
          <FilterCount found={trail.total && trail.events.length} of={trail.total} hasMore={trail.hasMore} />
        </>
      }
    >
      <Split
        list={
          <div ref={list} className={classes.list}>
            <ErrorNote error={trail.error} />
            {rows.length === 0 && trail.total !== undefined && !trail.hasMore ? (
              <NothingFound filter={filter} onClear={clear} />
            ) : (
              <Grid
                label={t("views.activity.title")}
                place="activity"
                layout="activity"
                columns={EVENT_COLUMNS}
                // One more row while there are more to load.
                rowCount={rows.length + (trail.hasMore ? 1 : 0)}
                isOpenEnded={trail.hasMore}
                rowAt={(index) => rows[index]}
                idOf={(row) => String(row.event?.number ?? row.day)}
                nameOf={(row) => (row.event ? sentenceOf(row.event) : row.day)}
                headingOf={(row) => row.day}
                openId={open}
                onOpen={(row) => row.event && show(row.event.number)}
                onRange={trail.onRange}
              />
            )}
          </div>
        }
        pane={pane()}
        isUnlisted={!isListed}
      />
      <TrailState onExport={() => setOpen("export")} onPrune={() => setOpen("prune")} />
    </Screen>
  );

  function commandLine(): string {
    const narrowed = filterArguments(parsed);
    if (open === "export") return cli("audit", "export", "--out", path || "PATH", ...narrowed);
    if (open === "prune") return cli("audit", "prune", "--older-than-days", days.trim() || "DAYS");
    return open === undefined ? cli("audit", "list", ...narrowed) : cli("audit", "show", open);
  }

  function pane() {
    if (open === "export") return <ExportPane filter={parsed} path={path} onPath={setPath} onClose={close} />;
    if (open === "prune") {
      return <PrunePane days={days} onDays={setDays} onExport={() => setOpen("export")} onClose={close} />;
    }
    const number = Number(open);
    if (!Number.isSafeInteger(number)) return null;
    return <EventPane key={number} number={number} onShow={show} onClose={close} />;
  }
}
