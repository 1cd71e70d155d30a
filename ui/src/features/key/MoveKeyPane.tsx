import { Button } from "@mantine/core";
import { useState } from "react";
import type { KeyLocation } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import form from "@/shared/PaneForm.module.css";
import { useRun, useTask } from "@/shared/query";
import { toast } from "@/shared/toast";
import { KeyPassphrase, PASSPHRASE_LENGTH_MIN } from "./KeyPassphrase";

interface MoveKeyPaneProps {
  /** The key's current place. */
  from: KeyLocation;
  onClose(): void;
}

/** Moves the directory's key to the other place. */
export function MoveKeyPane({ from, onClose }: MoveKeyPaneProps) {
  const run = useRun();
  const task = useTask();
  const [passphrase, setPassphrase] = useState("");
  const isToFile = from === "os_keychain";

  function move() {
    task.run(async () => {
      if (isToFile) await run("key.move", { to: "passphrase_file", passphrase });
      else await run("key.move", { to: "os_keychain" });
      onClose();
      toast(isToFile ? "The key is in a file, sealed with the passphrase" : "The key is in the keychain");
    });
  }

  return (
    <Pane label="Move the key" onClose={onClose}>
      <h2 className={form.title}>Move the key {isToFile ? "to a file" : "to the keychain"}</h2>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          move();
        }}
      >
        <p className="dim">
          {isToFile
            ? "Portreeve asks for the passphrase each time it starts. The keychain no longer holds the key. If you forget the passphrase, only a recovery kit or a backup helps."
            : "Portreeve opens when you log in to the desktop. The passphrase is no longer needed, and the key file is removed."}
        </p>
        {isToFile && <KeyPassphrase label="Passphrase" passphrase={passphrase} onChange={setPassphrase} />}
        <ErrorNote error={task.error} />
        <div className={form.actions}>
          <Button
            type="submit"
            variant="filled"
            loading={task.isBusy}
            disabled={isToFile && passphrase.length < PASSPHRASE_LENGTH_MIN}
          >
            Move the key
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Pane>
  );
}
