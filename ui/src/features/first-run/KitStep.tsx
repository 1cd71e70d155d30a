import { Button } from "@mantine/core";
import { useState } from "react";
import { KIT_LEAD, KitDone, KitPages } from "@/features/recovery-kit/KitPages";
import { ErrorNote } from "@/shared/ErrorNote";
import { useCommand, useRun, useTask } from "@/shared/query";
import { t } from "@/texts";
import { StepActions } from "./StepActions";
import { StepForm } from "./StepPage";
import classes from "./StepPage.module.css";

interface KitStepProps {
  /** The admin's, typed on the page before: it is not asked for again. */
  password: string;
  onDone(): void;
}

/** Offers a recovery kit as soon as there is a key. It can be made later, too. */
export function KitStep({ password, onDone }: KitStepProps) {
  const { data: directory } = useCommand("directory.show", {});
  const run = useRun();
  const task = useTask();
  const [shares, setShares] = useState<string[] | null>(null);
  const [isPrinted, setPrinted] = useState(false);

  function make() {
    task.run(async () => setShares((await run("recovery_kit.create", { password })).shares));
  }

  if (!shares || !directory) {
    return (
      <StepForm title={t("key.kit_make")} lead={KIT_LEAD} onSubmit={make}>
        <p>{t("entry.kit_later")}</p>
        <ErrorNote error={task.error} retry={make} />
        <StepActions
          next={t("key.kit_make_now")}
          hasFocus
          isBusy={task.isBusy}
          isReady
          beside={
            <Button variant="subtle" onClick={onDone}>
              {t("entry.skip")}
            </Button>
          }
        />
      </StepForm>
    );
  }
  if (!isPrinted) {
    return (
      <div className={classes.form}>
        <h1 className={classes.title}>{t("key.kit_make")}</h1>
        <KitPages directory={directory} shares={shares} onDone={() => setPrinted(true)} />
        <div className={classes.actions}>
          <Button variant="subtle" onClick={onDone}>
            {t("entry.kit_skip")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <StepForm title={t("key.kit_make")} lead={KIT_LEAD} onSubmit={onDone}>
      <KitDone />
      <StepActions hasFocus isReady />
    </StepForm>
  );
}
