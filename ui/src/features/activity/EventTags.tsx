import type { AuditRow } from "@/bindings/wire";
import { Tag } from "@/shared/Tag";
import { t } from "@/texts";

/** Tags beside an event's sentence: refused, how often, undone. */
export function EventTags({ event }: { event: AuditRow }) {
  if (event.is_unreadable) return <Tag tone="bad">{t("activity.unreadable")}</Tag>;
  return (
    <>
      {event.outcome === "refused" && <Tag tone="warn">{t("activity.refused", { count: event.times })}</Tag>}
      {event.undone_by && <Tag>{t("activity.undone_tag")}</Tag>}
    </>
  );
}
