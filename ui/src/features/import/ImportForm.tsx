import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import type { ImportResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { DraftNote } from "@/shared/DraftNote";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { useAct } from "@/shared/useAct";
import { filled, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import { HeldBack } from "./HeldBack";
import classes from "./ImportForm.module.css";
import { ImportPlan } from "./ImportPlan";
import {
  changedPeople,
  changes,
  type ImportChoices,
  type ImportValues,
  importRequest,
  NO_CHOICES,
  renamed,
  userModels,
} from "./plan";
import { ReadingOptions } from "./ReadingOptions";

/** Imports people and groups from a Django dump: choose, preview, apply. */
export function ImportForm({ autoFocus, onImported }: { autoFocus?: boolean; onImported(): void }) {
  const host = useHost();
  const act = useAct();
  const [plan, setPlan] = useState<ImportResponse | null>(null);
  const [models, setModels] = useState<string[]>([]);
  const initialValues: ImportValues = { path: "", ...NO_CHOICES };
  const { form, formProps, draft, isReady, isBusy, error, submit, clear, run } = useCommandForm({
    draft: "import.people",
    initialValues,
    validate: { path: filled },
    send: async (values) => setPlan(await host.call("import.people", importRequest(values, true))),
  });
  const { path, ...choices } = form.values;
  const unclear = userModels(error);
  if (unclear.length > 0 && unclear !== models) setModels(unclear);

  function changePath(next: string) {
    form.setValues({ ...NO_CHOICES, timeZone: choices.timeZone, path: next });
    setPlan(null);
    setModels([]);
    clear();
  }

  /** Updates the preview, if a file was chosen. */
  function change(next: Partial<ImportChoices>) {
    form.setValues(next);
    if (isReady) submit();
  }

  function apply() {
    run(async () => {
      const request = importRequest(form.getValues(), false);
      await act("import.people", request, (result) => t("import.imported", { count: changedPeople(result) }));
      onImported();
    });
  }

  return (
    <form className={classes.form} {...formProps}>
      <DraftNote {...draft} />
      <FileField
        label={t("import.dump")}
        description={t("import.dump_about")}
        placeholder={`${t("common.home_example")}/dump.json`}
        value={path}
        onChange={changePath}
        onChosen={submit}
        autoFocus={autoFocus}
      />
      <ReadingOptions choices={choices} models={models} loginFields={plan?.login_fields ?? []} onChange={change} />
      <ErrorNote error={error} />
      {plan ? (
        <>
          <ImportPlan plan={plan} />
          {(plan.stay_disabled.count > 0 || choices.enable) && (
            <Checkbox
              size="xs"
              label={t("import.enable")}
              checked={choices.enable}
              onChange={(event) => change({ enable: event.currentTarget.checked })}
            />
          )}
          {plan.held_count > 0 && (
            <>
              <HeldBack plan={plan} onRename={(held, name) => change(renamed(choices, held, name))} />
              {changes(plan) > 0 && (
                <Checkbox
                  size="xs"
                  label={t("import.leave_out", { count: plan.held_count })}
                  {...form.getInputProps("leaveOut", { type: "checkbox" })}
                />
              )}
            </>
          )}
          {changes(plan) === 0 ? (
            <p role="status">{t(plan.held_count > 0 ? "import.nothing_else" : "import.nothing")}</p>
          ) : (
            <Button
              variant="filled"
              loading={isBusy}
              disabled={plan.held_count > 0 && !choices.leaveOut}
              onClick={apply}
            >
              {t("import.import", { count: changedPeople(plan) })}
            </Button>
          )}
        </>
      ) : (
        <Button type="submit" loading={isBusy} disabled={!isReady}>
          {t("import.preview")}
        </Button>
      )}
    </form>
  );
}
