import { Button } from "@mantine/core";
import type { UserRow } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { useRefusal } from "@/shared/me";
import { useCommand } from "@/shared/query";
import { Section } from "@/shared/Section";
import { t } from "@/texts";
import classes from "./Activity.module.css";
import { EventTags } from "./EventTags";
import { sentenceOf } from "./phrase";

const SHOWN = 6;

interface ActivitySectionProps {
  user: UserRow;
  onShow(event: number): void;
  onShowAll(): void;
}

/** Recent events about one person. */
export function ActivitySection({ user, onShow, onShowAll }: ActivitySectionProps) {
  const refusal = useRefusal()("audit.list");
  const { data, error } = useCommand("audit.list", { filter: { target: user.id }, limit: SHOWN }, refusal === null);
  const events = data?.rows ?? [];
  return (
    <Section
      title={t("activity.title")}
      action={
        events.length > 0 && (
          <Button variant="subtle" size="compact-xs" onClick={onShowAll}>
            {t("activity.show_all")}
          </Button>
        )
      }
    >
      <ErrorNote error={error} />
      {refusal && <p className="dim">{refusal}</p>}
      {data && events.length === 0 && (
        <p className="dim">{t(data.next ? "activity.nothing_recent" : "activity.nothing_yet")}</p>
      )}
      <ul>
        {events.map((event) => (
          <li key={event.number}>
            <button type="button" className={classes.event} onClick={() => onShow(event.number)}>
              <span className={classes.sentence}>
                <span className="cut" dir="auto">
                  {sentenceOf(event)}
                </span>
                <EventTags event={event} />
              </span>
              <span className="dim">
                <Moment at={event.at || null} never="" />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
