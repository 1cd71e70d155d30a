import { figure } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { Fact, Facts } from "@/shared/Facts";
import { Pane } from "@/shared/Pane";
import { useCommand } from "@/shared/query";
import { Section } from "@/shared/Section";
import { sentence } from "@/shared/sentence";
import { exactTime } from "@/shared/time";
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
    <Pane label="Event" onClose={onClose}>
      <ErrorNote error={error} />
      {data && !event && (
        <p className="dim">
          There is no event {figure(number)}
          {number < data.first && " any more: it was pruned"}.
        </p>
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
            {event.at && <Fact term="When">{exactTime(event.at)}</Fact>}
            <Fact term="Who">
              {event.actor_name ? <bdi className="mono">{event.actor_name}</bdi> : "nobody who was signed in"}
            </Fact>
            <Fact term="From">{VIAS[event.via]}</Fact>
            <Fact term="Command">
              <span className="mono">{event.command}</span>
            </Fact>
            <Fact term="Event">{figure(event.number)}</Fact>
            {event.reason && <Fact term="Refused">{reasonTitle(event.reason) ?? event.reason}</Fact>}
            {event.detail && <Fact term="Detail">{sentence(event.detail)}</Fact>}
          </Facts>
          {event.targets.length > 0 && (
            <Section title={event.outcome === "done" ? "What changed" : "On what"}>
              <ChangeList label="Changes" targets={event.targets} />
              <FurtherTargets key={event.number} event={event} />
            </Section>
          )}
          <UndoSection key={event.number} event={event} onShow={onShow} />
        </>
      )}
    </Pane>
  );
}
