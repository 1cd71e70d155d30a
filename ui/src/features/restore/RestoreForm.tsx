import { Button } from "@mantine/core";
import { useState } from "react";
import type { HomeStatus, RestoreResponse } from "@/bindings/wire";
import { keyOf, NO_KEY, UnlockFields } from "@/features/backups/UnlockFields";
import { type ChosenKey, isKeyReady, KeyChoice } from "@/features/key/KeyChoice";
import { KeyPassphrase } from "@/features/key/KeyPassphrase";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { FileField } from "@/shared/FileField";
import { useTask } from "@/shared/query";
import classes from "./RestoreForm.module.css";

interface RestoreFormProps {
  status: HomeStatus;
  /** The backup to suggest. */
  path?: string;
  onRestored(result: RestoreResponse): void;
  onBack(): void;
}

/** Restores a directory from a backup. A key that is already stored stays in its place. */
export function RestoreForm({ status, path: known = "", onRestored, onBack }: RestoreFormProps) {
  const host = useHost();
  const task = useTask();
  const [path, setPath] = useState(known);
  const [typed, setTyped] = useState(NO_KEY);
  const isThere = status.state !== "absent";
  // If the place of the key is unknown, or the key is missing there, the person chooses one.
  const kept = status.is_key_missing ? null : status.key_location;
  const isKeyOpen = kept == null;
  const [key, setKey] = useState<ChosenKey>({
    location: kept ?? (status.keychain_available ? "os_keychain" : "passphrase_file"),
    passphrase: "",
  });

  function restore() {
    task.run(async () => {
      const result = await host.restore({
        path: path.trim(),
        ...keyOf(typed),
        key_location: key.location,
        key_passphrase: key.location === "passphrase_file" ? key.passphrase : null,
        replace: isThere,
      });
      onRestored(result);
    });
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        restore();
      }}
    >
      <FileField label="Backup" placeholder="/home/you/team.backup" path={path} onPath={setPath} autoFocus />
      <UnlockFields label="Passphrase of the backup" typed={typed} onChange={setTyped} />
      {isKeyOpen && (
        <fieldset className={classes.key}>
          <legend>Where is its key kept?</legend>
          <KeyChoice hasKeychain={status.keychain_available} choice={key} onChange={setKey} />
        </fieldset>
      )}
      {!isKeyOpen && key.location === "passphrase_file" && (
        <KeyPassphrase
          label="Passphrase of the key file, the same or a new one"
          passphrase={key.passphrase}
          onChange={(next) => setKey({ ...key, passphrase: next })}
        />
      )}
      <ErrorNote error={task.error} retry={restore} />
      <div className={classes.actions}>
        <Button onClick={onBack}>Back</Button>
        <Button
          type="submit"
          variant="filled"
          loading={task.isBusy}
          disabled={path.trim() === "" || typed.text === "" || !isKeyReady(key)}
        >
          Restore
        </Button>
      </div>
    </form>
  );
}
