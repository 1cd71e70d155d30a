import { Pane } from "@/shared/Pane";
import { toast } from "@/shared/toast";
import { ImportForm } from "./ImportForm";
import classes from "./ImportForm.module.css";
import { imported } from "./plan";

export function ImportPane({ onClose }: { onClose(): void }) {
  return (
    <Pane label="Import" onClose={onClose}>
      <h2 className={classes.title}>Import a Django dump</h2>
      <ImportForm
        onImported={(result) => {
          toast(`Imported ${imported(result)}`);
          onClose();
        }}
      />
    </Pane>
  );
}
