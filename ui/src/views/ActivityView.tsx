import { useRef } from "react";
import { EVENT_COLUMNS } from "@/features/activity/columns";
import { byDay } from "@/features/activity/days";
import { EventPane } from "@/features/activity/EventPane";
import { ExportPane } from "@/features/activity/ExportPane";
import { activityLanguage, filterArguments, parseActivityFilter } from "@/features/activity/filter";
import { PrunePane } from "@/features/activity/PrunePane";
import { sentenceOf } from "@/features/activity/phrase";
import { TrailState } from "@/features/activity/TrailState";
import { useTrail } from "@/features/activity/useTrail";
import { useActions } from "@/shared/actions";
import { cli } from "@/shared/cli";
import { figure } from "@/shared/count";
import { EmptyState } from "@/shared/EmptyState";
import { ErrorNote } from "@/shared/ErrorNote";
import { FilterBar } from "@/shared/FilterBar";
import { Grid } from "@/shared/grid/Grid";
import { useRefusal } from "@/shared/me";
import { usePlace } from "@/shared/place";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import classes from "./ActivityView.module.css";
import { useOpen } from "./useOpen";

/** The filter offers the names in this many of the newest events. */
const NAMED = 200;

/** Who did what, to whom, when and from where; the newest first. */
export function ActivityView() {
  const { open, setOpen, close } = useOpen("/activity/events");
  const ask = useRefusal();
  const [filter, setFilter] = usePlace("activity.filter", "");
  const [path, setPath] = usePlace("activity.path", "");
  const [days, setDays] = usePlace("activity.days", "365");
  const parsed = parseActivityFilter(filter);
  const trail = useTrail(parsed);
  // Names to offer, also while an unfinished filter finds nothing.
  const { data: newest } = useCommand("audit.list", { filter: {}, limit: NAMED });
  const rows = byDay(trail.events, Date.now());
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const show = (number: number) => setOpen(String(number));
  useActions([
    {
      id: "activity.filter",
      label: "Filter activity",
      group: "Activity",
      keys: "/",
      run: () => {
        input.current?.focus();
        input.current?.select();
      },
    },
    {
      id: "activity.export",
      label: "Export activity",
      group: "Activity",
      refusal: ask("audit.export"),
      run: () => setOpen("export"),
    },
    {
      id: "activity.prune",
      label: "Remove old events",
      group: "Activity",
      refusal: ask("audit.prune"),
      run: () => setOpen("prune"),
    },
  ]);

  return (
    <Screen
      title="Activity"
      cli={commandLine()}
      bar={
        <>
          <FilterBar
            label="Filter activity"
            placeholder="Filter: a word, by:root, on:Finance, is:refused, since:…"
            language={activityLanguage([...(newest?.rows ?? []), ...trail.events])}
            filter={filter}
            inputRef={input}
            onChange={setFilter}
            onLeave={() => list.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()}
          />
          <p role="status" className={`faint num ${classes.found}`}>
            {found()}
          </p>
        </>
      }
    >
      <Split
        list={
          <div ref={list} className={classes.list}>
            <ErrorNote error={trail.error} />
            {rows.length === 0 && trail.total !== undefined && !trail.hasMore ? (
              <EmptyState title="Nothing found">
                No event matches <span className="mono">{filter.trim() || "(none)"}</span>. Press Esc in the filter to
                leave it.
              </EmptyState>
            ) : (
              <Grid
                label="Activity"
                place="activity"
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
      />
      <TrailState onExport={() => setOpen("export")} onPrune={() => setOpen("prune")} />
    </Screen>
  );

  function found(): string {
    if (trail.total === undefined) return "";
    const amount = figure(trail.events.length);
    return `${trail.hasMore ? `${amount}+` : amount} of ${figure(trail.total)}`;
  }

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
