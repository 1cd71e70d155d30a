import { figure } from "@/shared/count";
import type { GridColumn } from "@/shared/grid/column";
import { clockTime, exactTime } from "@/shared/time";
import { t } from "@/texts";
import { locale } from "@/texts/language";
import classes from "./Activity.module.css";
import type { TimelineRow } from "./days";
import { EventTags } from "./EventTags";
import { phrase } from "./phrase";
import { VIAS } from "./words";

/** "14:05" is narrower than "02:05 PM". */
const CLOCK_WIDTH = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions().hour12 ? 64 : 44;

export const EVENT_COLUMNS: GridColumn<TimelineRow>[] = [
  {
    id: "time",
    header: t("activity.time"),
    size: CLOCK_WIDTH,
    cell: ({
      row: {
        original: { event },
      },
    }) =>
      event?.at && (
        <time className="num dim" dateTime={event.at} title={exactTime(event.at)}>
          {clockTime(event.at)}
        </time>
      ),
  },
  {
    id: "what",
    header: t("activity.what"),
    minSize: 0,
    meta: { grow: 1 },
    cell: ({
      row: {
        original: { event },
      },
    }) => {
      if (!event) return null;
      const { who, what } = phrase(event);
      return (
        <span className={classes.sentence}>
          <span className="cut">
            <bdi className={classes.who}>{who}</bdi> {what}
          </span>
          <EventTags event={event} />
        </span>
      );
    },
  },
  {
    id: "via",
    header: t("activity.from"),
    size: 104,
    meta: { leavesBelow: 840 },
    cell: ({
      row: {
        original: { event },
      },
    }) => event && <span className="dim">{VIAS[event.via]}</span>,
  },
  {
    id: "number",
    header: t("activity.event"),
    size: 56,
    meta: { align: "end" },
    cell: ({
      row: {
        original: { event },
      },
    }) => event && <span className="num faint">{figure(event.number)}</span>,
  },
];
