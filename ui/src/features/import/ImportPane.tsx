import { Pane } from "@/shared/Pane";
import { ImportForm } from "./ImportForm";
import classes from "./ImportForm.module.css";

export function ImportPane({ onClose }: { onClose(): void }) {
  return (
    <Pane label="Import" onClose={onClose}>
      <h2 className={classes.title}>Import a Django dump</h2>
      <ImportForm onImported={onClose} />
    </Pane>
  );
}
