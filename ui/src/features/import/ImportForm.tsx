import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import type { ImportResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { count } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { useTask } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import { HeldBack } from "./HeldBack";
import classes from "./ImportForm.module.css";
import { ImportPlan } from "./ImportPlan";
import { changes, type ImportChoices, imported, importRequest, NO_CHOICES, renamed, userModels } from "./plan";
import { ReadingOptions } from "./ReadingOptions";

/** Imports people and groups from a Django dump: choose, preview, apply. */
export function ImportForm({ onImported }: { onImported(): void }) {
  const host = useHost();
  const act = useAct();
  const task = useTask();
  const [path, setPath] = useState("");
  const [choices, setChoices] = useState(NO_CHOICES);
  const [plan, setPlan] = useState<ImportResponse | null>(null);
  const [models, setModels] = useState<string[]>([]);
  const unclear = userModels(task.error);
  if (unclear.length > 0 && unclear !== models) setModels(unclear);

  function changePath(next: string) {
    setPath(next);
    setPlan(null);
    setModels([]);
    setChoices({ ...NO_CHOICES, timeZone: choices.timeZone });
    task.clear();
  }

  /** Updates the preview, if a file was chosen. */
  function change(next: ImportChoices) {
    if (path.trim() === "") setChoices(next);
    else preview(path, next);
  }

  function preview(chosen: string, next: ImportChoices) {
    setChoices(next);
    task.run(async () => setPlan(await host.call("import.django", importRequest(chosen, next, true))));
  }

  function apply() {
    task.run(async () => {
      const request = importRequest(path, choices, false);
      await act("import.django", request, (result) => `Imported ${imported(result)}`);
      onImported();
    });
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        preview(path, choices);
      }}
    >
      <FileField
        label="Django dump"
        description="From manage.py dumpdata auth contenttypes"
        placeholder="/home/you/dump.json"
        path={path}
        onPath={changePath}
        onChosen={(chosen) => preview(chosen, { ...NO_CHOICES, timeZone: choices.timeZone })}
      />
      <ReadingOptions choices={choices} models={models} loginFields={plan?.login_fields ?? []} onChange={change} />
      <ErrorNote error={task.error} />
      {plan ? (
        <>
          <ImportPlan plan={plan} />
          {(plan.stay_disabled.count > 0 || choices.enable) && (
            <Checkbox
              size="xs"
              label="Switch on who is disabled here and active in the file"
              checked={choices.enable}
              onChange={(event) => preview(path, { ...choices, enable: event.currentTarget.checked })}
            />
          )}
          {plan.held_count > 0 && (
            <>
              <HeldBack plan={plan} onRename={(held, name) => preview(path, renamed(choices, held, name))} />
              <Checkbox
                size="xs"
                label={`Leave out ${count(plan.held_count, "entry", "entries")} and import the rest`}
                checked={choices.leaveOut}
                onChange={(event) => setChoices({ ...choices, leaveOut: event.currentTarget.checked })}
              />
            </>
          )}
          {changes(plan) === 0 ? (
            <p role="status">Nothing to import: all of this is here already.</p>
          ) : (
            <Button
              variant="filled"
              loading={task.isBusy}
              disabled={plan.held_count > 0 && !choices.leaveOut}
              onClick={apply}
            >
              Import {imported(plan)}
            </Button>
          )}
        </>
      ) : (
        <Button type="submit" loading={task.isBusy} disabled={path.trim() === ""}>
          Preview
        </Button>
      )}
    </form>
  );
}
