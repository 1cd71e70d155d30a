import { Button } from "@mantine/core";
import type { KeyLocation } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { bothParts, NewSecret, NOT_TYPED, sure } from "@/shared/NewSecret";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useRun } from "@/shared/query";
import { toast } from "@/shared/toast";
import { fieldOf, useCommandForm } from "@/shared/useCommandForm";

interface MoveKeyPaneProps {
  /** The key's current place. */
  from: KeyLocation;
  onClose(): void;
}

/** Moves the directory's key to the other place. */
export function MoveKeyPane({ from, onClose }: MoveKeyPaneProps) {
  const run = useRun();
  const isToFile = from === "os_keychain";
  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { passphrase: NOT_TYPED },
    validate: isToFile ? { passphrase: sure } : {},
    secrets: bothParts("passphrase"),
    blames: { "password.rejected": "passphrase" },
    send: async ({ passphrase }) => {
      if (isToFile) await run("key.move", { to: "passphrase_file", passphrase: passphrase.text });
      else await run("key.move", { to: "os_keychain" });
      onClose();
      toast(isToFile ? "The key is in a file, protected by the passphrase" : "The key is in the keychain");
    },
  });

  return (
    <Pane label="Move the key" onClose={onClose}>
      <h2 className={classes.title}>Move the key {isToFile ? "to a file" : "to the keychain"}</h2>
      <form className={classes.form} {...formProps}>
        <p className="dim">
          {isToFile
            ? "Portreeve asks for the passphrase each time it starts. The key is no longer in the keychain. If you forget the passphrase, only a recovery kit or a backup helps."
            : "Portreeve opens when you log in to your computer. The passphrase is no longer needed, and the key file is removed."}
        </p>
        {isToFile && <NewSecret of="passphrase" autoFocus {...fieldOf(form, "passphrase")} />}
        <ErrorNote error={error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            Move the key
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Pane>
  );
}
