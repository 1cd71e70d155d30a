import { Button } from "@mantine/core";
import { useState } from "react";
import type { ImportResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { useTask } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import classes from "./ImportForm.module.css";
import { ImportPlan } from "./ImportPlan";
import { changes, imported } from "./plan";

/** Brings people and groups in from a Django dump: choose, see what would happen, apply. */
export function ImportForm({ onImported }: { onImported(): void }) {
  const host = useHost();
  const act = useAct();
  const task = useTask();
  const [path, setPath] = useState("");
  const [plan, setPlan] = useState<ImportResponse | null>(null);

  function changePath(next: string) {
    setPath(next);
    setPlan(null);
    task.clear();
  }

  function preview(chosen: string) {
    task.run(async () => setPlan(await host.call("import.django", { path: chosen.trim(), dry_run: true })));
  }

  function apply() {
    task.run(async () => {
      const file = { path: path.trim(), dry_run: false };
      await act("import.django", file, (result) => `Imported ${imported(result)}`);
      onImported();
    });
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        preview(path);
      }}
    >
      <FileField
        label="Django dump"
        description="From manage.py dumpdata auth contenttypes"
        placeholder="/home/you/dump.json"
        path={path}
        onPath={changePath}
        onChosen={preview}
      />
      <ErrorNote error={task.error} />
      {plan ? (
        <>
          <ImportPlan plan={plan} />
          {changes(plan) === 0 ? (
            <p role="status">Nothing to import: all of this is here already.</p>
          ) : (
            <Button variant="filled" loading={task.isBusy} onClick={apply}>
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
