import { Button } from "@mantine/core";
import classes from "./RestoreForm.module.css";

/** From a directory that opens again to signing in. */
export function GoOn({ onDone }: { onDone(): void }) {
  return (
    <div className={classes.actions}>
      <span />
      <Button variant="filled" onClick={onDone} autoFocus>
        Go on to sign in
      </Button>
    </div>
  );
}
