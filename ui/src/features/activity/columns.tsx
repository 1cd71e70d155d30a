import { figure } from "@/shared/count";
import type { GridColumn } from "@/shared/grid/column";
import { clockTime, exactTime } from "@/shared/time";
import classes from "./Activity.module.css";
import type { TimelineRow } from "./days";
import { EventTags } from "./EventTags";
import { phrase } from "./phrase";
import { VIAS } from "./words";

function column(id: string, title: string, rest: Omit<GridColumn<TimelineRow>, "id" | "title">) {
  return { id, title, ...rest };
}

export const EVENT_COLUMNS: GridColumn<TimelineRow>[] = [
  column("time", "Time", {
    width: "44px",
    cell: ({ event }) =>
      event?.at && (
        <time className="num dim" dateTime={event.at} title={exactTime(event.at)}>
          {clockTime(event.at)}
        </time>
      ),
  }),
  column("what", "What", {
    width: "minmax(0, 1fr)",
    cell: ({ event }) => {
      if (!event) return null;
      const { who, what } = phrase(event);
      return (
        <span className={classes.sentence}>
          <span className="cut">
            <span className={classes.who}>{who}</span> {what}
          </span>
          <EventTags event={event} />
        </span>
      );
    },
  }),
  column("via", "From", {
    width: "104px",
    isMinor: true,
    cell: ({ event }) => event && <span className="dim">{VIAS[event.via]}</span>,
  }),
  column("number", "Event", {
    width: "56px",
    align: "end",
    cell: ({ event }) => event && <span className="num faint">{figure(event.number)}</span>,
  }),
];
