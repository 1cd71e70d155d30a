import { Button } from "@mantine/core";
import { ImportForm } from "@/features/import/ImportForm";
import { t } from "@/texts";
import classes from "./StepPage.module.css";

export function PeopleStep({ onDone }: { onDone(): void }) {
  return (
    <div className={classes.form}>
      <h1 className={classes.title}>{t("entry.people_title")}</h1>
      <p className={classes.lead}>{t("entry.people_about")} </p>
      <ImportForm autoFocus onImported={onDone} />
      <div className={classes.actions}>
        <Button variant="subtle" onClick={onDone}>
          {t("entry.skip")}
        </Button>
      </div>
    </div>
  );
}
