import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { HomeStatus } from "@/bindings/wire";
import { type ChosenKey, isKeyReady, KeyChoice } from "@/features/key/KeyChoice";
import { EntryPage } from "@/features/session/EntryPage";
import { useStatusChange } from "@/features/session/status";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import classes from "../restore/RestoreForm.module.css";

/** Restores a lost key from two shares on paper. Nothing is changed unless they fit. */
export function RestoreKeyPage({ status, onBack }: { status: HomeStatus; onBack(): void }) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const task = useTask();
  const [one, setOne] = useState("");
  const [other, setOther] = useState("");
  const [key, setKey] = useState<ChosenKey>({
    location: status.keychain_available ? "os_keychain" : "passphrase_file",
    passphrase: "",
  });

  function restore() {
    task.run(async () => {
      takeStatus(
        await host.restoreKey({
          one: shareWords(one),
          other: shareWords(other),
          key_location: key.location,
          key_passphrase: key.location === "passphrase_file" ? key.passphrase : null,
        }),
      );
    });
  }

  return (
    <EntryPage
      isWide
      title="Bring the key back"
      lead="Type the words of two of the three shares. Their numbers and the ends of lines do not matter, and four letters of a word are enough. A mistyped word is named."
      foot={status.folder}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          restore();
        }}
      >
        <ShareField label="Words of one share" words={one} onWords={setOne} autoFocus />
        <ShareField label="Words of another" words={other} onWords={setOther} />
        <fieldset className={classes.key}>
          <legend>Where is the key kept from now on?</legend>
          <KeyChoice hasKeychain={status.keychain_available} choice={key} onChange={setKey} />
        </fieldset>
        <ErrorNote error={task.error} />
        <div className={classes.actions}>
          <Button onClick={onBack}>Back</Button>
          <Button
            type="submit"
            variant="filled"
            loading={task.isBusy}
            disabled={one.trim() === "" || other.trim() === "" || !isKeyReady(key)}
          >
            Bring it back
          </Button>
        </div>
      </form>
    </EntryPage>
  );
}

interface ShareFieldProps {
  label: string;
  words: string;
  onWords(words: string): void;
  autoFocus?: boolean;
}

function ShareField({ label, words, onWords, autoFocus }: ShareFieldProps) {
  return (
    <Textarea
      label={label}
      value={words}
      onChange={(event) => onWords(event.currentTarget.value)}
      rows={4}
      autoComplete="off"
      spellCheck={false}
      classNames={{ input: "mono" }}
      autoFocus={autoFocus}
    />
  );
}

/** Only the words: on the page each has its number before it. */
function shareWords(typed: string): string {
  return typed
    .split(/\s+/)
    .filter((word) => word !== "" && !/^\d/.test(word))
    .join(" ");
}
