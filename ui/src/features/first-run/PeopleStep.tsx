import { Button } from "@mantine/core";
import { ImportForm } from "@/features/import/ImportForm";
import classes from "./StepPage.module.css";

export function PeopleStep({ onDone }: { onDone(): void }) {
  return (
    <div className={classes.form}>
      <h1 className={classes.title}>Bring people in</h1>
      <p className={classes.lead}>
        From a Django site: people, groups, permissions and passwords. Everyone keeps their password. You see a preview
        first.
      </p>
      <ImportForm onImported={onDone} />
      <div className={classes.actions}>
        <span />
        <Button variant="subtle" onClick={onDone}>
          Start empty
        </Button>
      </div>
    </div>
  );
}
