import type { AuditRow } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { Tag } from "@/shared/Tag";

/** Tags beside an event's sentence: refused, how often, undone. */
export function EventTags({ event }: { event: AuditRow }) {
  if (event.is_unreadable) return <Tag tone="bad">unreadable</Tag>;
  return (
    <>
      {event.outcome === "refused" && (
        <Tag tone="warn">{event.times > 1 ? `refused ${figure(event.times)} times` : "refused"}</Tag>
      )}
      {event.undone_by && <Tag>undone</Tag>}
    </>
  );
}
