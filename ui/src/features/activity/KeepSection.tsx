import { Select } from "@mantine/core";
import { ErrorNote } from "@/shared/ErrorNote";
import form from "@/shared/PaneForm.module.css";
import { useCommand, useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { useAct } from "@/shared/useAct";
import { t } from "@/texts";

const FOREVER = 0;
const YEAR = 365;
const CHOICES = [FOREVER, 90, YEAR, 2 * YEAR, 5 * YEAR];

function keptWords(days: number): string {
  if (days === FOREVER) return t("activity.forever");
  return days % YEAR === 0 ? t("activity.years", { count: days / YEAR }) : t("activity.days", { count: days });
}

function nowKeptWords(days: number): string {
  if (days === FOREVER) return t("activity.kept_forever");
  return days % YEAR === 0
    ? t("activity.kept_years", { count: days / YEAR })
    : t("activity.kept_days", { count: days });
}

/** Whether events are removed automatically, and when. */
export function KeepSection() {
  const act = useAct();
  const task = useTask();
  const { data: directory, error } = useCommand("directory.show", {});
  const kept = directory?.keep_events_days ?? FOREVER;
  // The command line can set any number of days.
  const choices = CHOICES.includes(kept) ? CHOICES : [...CHOICES, kept];

  function keep(days: number) {
    task.run(() => act("audit.keep", { days: days === FOREVER ? null : days }, nowKeptWords(days)));
  }

  return (
    <Section title={t("activity.automatic")}>
      <div className={form.form}>
        <ErrorNote error={error} />
        <Select
          label={t("activity.keep")}
          description={t("activity.keep_about")}
          data={choices.map((days) => ({ value: String(days), label: keptWords(days) }))}
          value={String(kept)}
          disabled={directory === undefined || task.isBusy}
          onChange={(chosen) => chosen && Number(chosen) !== kept && keep(Number(chosen))}
        />
        <ErrorNote error={task.error} />
      </div>
    </Section>
  );
}
