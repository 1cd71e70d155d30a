import { Select } from "@mantine/core";
import { ErrorNote } from "@/shared/ErrorNote";
import form from "@/shared/PaneForm.module.css";
import { useCommand, useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { useAct } from "@/shared/useAct";

const FOR_EVER = "0";
const CHOICES = [
  { value: FOR_EVER, label: "Forever" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "730", label: "Two years" },
  { value: "1825", label: "Five years" },
];

/** Whether events are removed automatically, and when. */
export function KeepSection() {
  const act = useAct();
  const task = useTask();
  const { data: directory, error } = useCommand("directory.show", {});
  const value = String(directory?.keep_events_days ?? FOR_EVER);
  // The command line can set any number of days.
  const isKnown = CHOICES.some((choice) => choice.value === value);
  const choices = isKnown ? CHOICES : [...CHOICES, { value, label: `${value} days` }];

  function keep(chosen: string) {
    const { label } = choices.find((choice) => choice.value === chosen) ?? { label: "" };
    const days = chosen === FOR_EVER ? null : Number(chosen);
    task.run(() => act("audit.keep", { days }, `Events are kept: ${label.toLowerCase()}`));
  }

  return (
    <Section title="Automatic">
      <div className={form.form}>
        <ErrorNote error={error} />
        <Select
          label="Keep events"
          description="Older ones are removed about once a day while this window is open."
          data={choices}
          value={value}
          disabled={directory === undefined || task.isBusy}
          onChange={(chosen) => chosen && chosen !== value && keep(chosen)}
        />
        <ErrorNote error={task.error} />
      </div>
    </Section>
  );
}
