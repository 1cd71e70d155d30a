import type { AuditRow } from "@/bindings/wire";
import { day } from "@/shared/time";
import { t } from "@/texts";

/** A row of the timeline: an event, or the day of the following events. */
export type TimelineRow = { day: string; event: null } | { day: null; event: AuditRow };

const DAY_MS = 86_400_000;

/** "Today", "Yesterday", "3 May 2026"; an unreadable event has no day. */
function dayName(at: string, now: number): string {
  if (at === "") return t("activity.unreadable_day");
  const name = day(at);
  if (name === day(new Date(now).toISOString())) return t("activity.today");
  return name === day(new Date(now - DAY_MS).toISOString()) ? t("activity.yesterday") : name;
}

/** Puts each day before its events. */
export function byDay(events: AuditRow[], now: number): TimelineRow[] {
  let last = "";
  return events.flatMap((event): TimelineRow[] => {
    const name = dayName(event.at, now);
    if (name === last) return [{ day: null, event }];
    last = name;
    return [
      { day: name, event: null },
      { day: null, event },
    ];
  });
}
