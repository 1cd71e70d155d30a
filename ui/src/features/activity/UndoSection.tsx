import { Button } from "@mantine/core";
import { useState } from "react";
import type { AuditRow, UndoPreview } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { useActions } from "@/shared/actions";
import { figure } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { useRun, useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { toast } from "@/shared/toast";
import { Sentence } from "@/shared/Words";
import { Trans, t } from "@/texts";
import classes from "./Activity.module.css";
import { ChangeList } from "./ChangeList";
import { sentenceOf } from "./phrase";

interface UndoSectionProps {
  event: AuditRow;
  onShow(number: number): void;
}

/** Undoes one event: shows first what would change. If it cannot be undone, says why. */
export function UndoSection({ event, onShow }: UndoSectionProps) {
  const host = useHost();
  const run = useRun();
  const task = useTask();
  const [preview, setPreview] = useState<UndoPreview | null>(null);
  const look = () => task.run(async () => setPreview(await host.call("undo.preview", { event: event.number })));

  function apply() {
    task.run(async () => {
      await run("undo.apply", { event: event.number });
      setPreview(null);
      toast(t("activity.undone", { what: sentenceOf(event) }));
    });
  }

  useActions(
    event.undoable
      ? [{ id: "event.undo", label: t("activity.undo_this"), group: t("activity.this_event"), run: look }]
      : [],
  );

  const because = event.undone_by ? null : event.not_undoable_because;
  if (!event.undoable && !event.undone_by && !event.undoes && !because) return null;
  return (
    <Section title={t("activity.undo")}>
      {event.undoes && <Other words="activity.undoes" number={event.undoes} onShow={onShow} />}
      {event.undone_by && <Other words="activity.undone_by" number={event.undone_by} onShow={onShow} />}
      {because && <p className="dim">{t("activity.not_undoable", { why: because })}</p>}
      {event.undoable && !preview && (
        <Button size="compact-sm" loading={task.isBusy} onClick={look}>
          {t("activity.undo_form")}
        </Button>
      )}
      {event.undoable && preview && !preview.is_possible && (
        <div role="status">
          <p>
            <Sentence text={preview.why_not ?? t("activity.not_undoable_now")} />
          </p>
          {preview.hint && (
            <p className="dim">
              <Sentence text={preview.hint} />
            </p>
          )}
        </div>
      )}
      {event.undoable && preview?.is_possible && (
        <>
          <p className="dim">{t("activity.undo_changes")}</p>
          <ChangeList label={t("activity.undo_changes_label")} targets={preview.changes} more={preview.more_changes} />
          {preview.notes.map((note) => (
            <p key={note} className="dim">
              <Sentence text={note} />
            </p>
          ))}
          <div className={classes.actions}>
            <Button variant="filled" size="compact-sm" loading={task.isBusy} onClick={apply} autoFocus>
              {t("activity.undo")}
            </Button>
            <Button size="compact-sm" onClick={() => setPreview(null)}>
              {t("common.cancel")}
            </Button>
          </div>
        </>
      )}
      <ErrorNote error={task.error} />
    </Section>
  );
}

interface LinkProps {
  number: number;
  onShow(number: number): void;
}

/** A sentence with a link to another event. */
function Other({ words, ...link }: LinkProps & { words: "activity.undoes" | "activity.undone_by" }) {
  return (
    <p>
      <Trans i18nKey={words} components={{ event: <EventLink {...link} /> }} />
    </p>
  );
}

function EventLink({ number, onShow }: LinkProps) {
  return (
    <Button variant="subtle" size="compact-xs" onClick={() => onShow(number)}>
      {figure(number)}
    </Button>
  );
}
