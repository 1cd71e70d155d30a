import { Button, Select } from "@mantine/core";
import { useState } from "react";
import type { ClientRow } from "@/bindings/wire";
import { Caution } from "@/shared/Caution";
import { ErrorNote } from "@/shared/ErrorNote";
import { useLayer } from "@/shared/layers";
import { useRefusal } from "@/shared/me";
import { useTask } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import { t } from "@/texts";
import classes from "./AlgorithmField.module.css";
import { ALGORITHMS } from "./algorithms";
import { StepField } from "./Step";

/** The signing algorithm. Changing it breaks exported configs, so it says how many before it does. */
export function AlgorithmField({ client }: { client: ClientRow }) {
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal()("client.update");
  const [asked, setAsked] = useState<string | null>(null);
  const breaks = client.current_exports;
  const keep = () => setAsked(null);
  useLayer(asked !== null, keep, { givesBack: true });

  function change(algorithm: string) {
    setAsked(null);
    const told = t("apps.algorithm_changed", { app: client.name, algorithm });
    task.run(() => act("client.update", { client: client.id, algorithm }, told));
  }

  function choose(algorithm: string) {
    if (algorithm === client.algorithm) keep();
    else if (breaks > 0) setAsked(algorithm);
    else change(algorithm);
  }

  return (
    <>
      <StepField label={t("apps.signing_algorithm")}>
        <Select
          aria-label={t("apps.signing_algorithm")}
          data={ALGORITHMS}
          value={asked ?? client.algorithm}
          disabled={refusal !== null}
          onChange={(value) => value && choose(value)}
        />
      </StepField>
      {asked && (
        <fieldset aria-label={t("common.confirm")} className={classes.question}>
          <Caution text={t("apps.breaks_configs", { count: breaks })}>
            <Button size="compact-sm" autoFocus onClick={keep}>
              {t("apps.keep_algorithm", { algorithm: client.algorithm })}
            </Button>
            <Button size="compact-sm" color="red" onClick={() => change(asked)}>
              {t("apps.change_algorithm", { algorithm: asked })}
            </Button>
          </Caution>
        </fieldset>
      )}
      <ErrorNote error={task.error} />
    </>
  );
}
