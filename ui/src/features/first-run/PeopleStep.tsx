import { Button } from "@mantine/core";
import { ImportForm } from "@/features/import/ImportForm";
import classes from "./StepPage.module.css";

export function PeopleStep({ onDone }: { onDone(): void }) {
  return (
    <div className={classes.form}>
      <h1 className={classes.title}>Add your people</h1>
      <p className={classes.lead}>
        Import people, groups, permissions and passwords from a Django site. Everyone keeps their password. You see a
        preview first.
      </p>
      <ImportForm autoFocus onImported={onDone} />
      <div className={classes.actions}>
        <Button variant="subtle" onClick={onDone}>
          Skip for now
        </Button>
      </div>
    </div>
  );
}
