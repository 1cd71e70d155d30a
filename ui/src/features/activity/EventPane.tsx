import { figure } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { Fact, Facts } from "@/shared/Facts";
import { Pane } from "@/shared/Pane";
import { useCommand } from "@/shared/query";
import { Section } from "@/shared/Section";
import { sentence } from "@/shared/sentence";
import { exactTime } from "@/shared/time";
import { t } from "@/texts";
import { reasonTitle } from "@/texts/host";
import classes from "./Activity.module.css";
import { ChangeList } from "./ChangeList";
import { EventTags } from "./EventTags";
import { FurtherTargets } from "./FurtherTargets";
import { sentenceOf } from "./phrase";
import { UndoSection } from "./UndoSection";
import { VIAS } from "./words";

interface EventPaneProps {
  number: number;
  onShow(number: number): void;
  onClose(): void;
}

/** One event: who, when, from where, each field before and after, and how to undo it. */
export function EventPane({ number, onShow, onClose }: EventPaneProps) {
  const { data, error } = useCommand("audit.list", { filter: {}, before: number + 1, limit: 1 });
  const event = data?.rows.find((row) => row.number === number);
  return (
    <Pane label={t("activity.event")} onClose={onClose}>
      <ErrorNote error={error} />
      {data && !event && (
        <p className="dim">{t(number < data.first ? "activity.pruned" : "activity.none_such", { number })}</p>
      )}
      {event && (
        <>
          <h2 className={classes.head} dir="auto">
            {sentenceOf(event)}
          </h2>
          <p className={classes.tags}>
            <EventTags event={event} />
          </p>
          <Facts>
            {event.at && <Fact term={t("activity.when")}>{exactTime(event.at)}</Fact>}
            <Fact term={t("activity.who")}>
              {event.actor_name ? <bdi className="mono">{event.actor_name}</bdi> : t("activity.nobody")}
            </Fact>
            <Fact term={t("activity.from")}>{VIAS[event.via]}</Fact>
            <Fact term={t("activity.command")}>
              <span className="mono">{event.command}</span>
            </Fact>
            <Fact term={t("activity.event")}>{figure(event.number)}</Fact>
            {event.reason && <Fact term={t("activity.refused")}>{reasonTitle(event.reason) ?? event.reason}</Fact>}
            {event.detail && <Fact term={t("activity.detail")}>{sentence(event.detail)}</Fact>}
          </Facts>
          {event.targets.length > 0 && (
            <Section title={t(event.outcome === "done" ? "activity.what_changed" : "activity.on_what")}>
              <ChangeList label={t("activity.changes")} targets={event.targets} />
              <FurtherTargets key={event.number} event={event} />
            </Section>
          )}
          <UndoSection key={event.number} event={event} onShow={onShow} />
        </>
      )}
    </Pane>
  );
}
