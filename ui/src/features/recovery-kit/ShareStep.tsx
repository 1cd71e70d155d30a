import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { DirectoryResponse } from "@/bindings/wire";
import classes from "@/shared/PaneForm.module.css";
import { useCommandForm } from "@/shared/useCommandForm";
import { SharePage } from "./SharePage";
import { ShareWords } from "./ShareWords";

interface ShareStepProps {
  directory: DirectoryResponse;
  number: number;
  words: string[];
  onDone(): void;
}

/** One share: shown on request, printed, and proved to be on paper by its last word. */
export function ShareStep({ directory, number, words, onDone }: ShareStepProps) {
  const [isShown, setShown] = useState(false);
  const last = words.at(-1) ?? "";
  const {
    form,
    formProps,
    isReady: isRight,
  } = useCommandForm({
    initialValues: { word: "" },
    validate: { word: (word) => (word.trim().toLowerCase() === last ? null : "That is not the last word") },
    send: async () => onDone(),
  });
  const name = `Share ${number} of 3`;
  if (!isShown) {
    return (
      <div className={classes.form}>
        <h3>{name}</h3>
        <p className="dim">Only the person who keeps this page should see it.</p>
        <div className={classes.actions}>
          <Button variant="filled" onClick={() => setShown(true)} autoFocus>
            Show share {number}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form className={classes.form} {...formProps}>
      <h3>{name}</h3>
      <ShareWords words={words} label={name} />
      <SharePage directory={directory} number={number} words={words} />
      <div className={classes.actions}>
        <Button variant={isRight ? "default" : "filled"} onClick={() => window.print()}>
          Print…
        </Button>
      </div>
      <TextInput
        label={`Word ${words.length}, read from the paper`}
        description="So we know that the whole page was printed."
        {...form.getInputProps("word")}
        // Not while it is still being typed.
        error={form.values.word.trim().length >= last.length && !isRight && "That is not the last word"}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: "mono" }}
      />
      <div className={classes.actions}>
        <Button type="submit" variant={isRight ? "filled" : "default"} disabled={!isRight}>
          {number < 3 ? "Next page" : "Done"}
        </Button>
      </div>
    </form>
  );
}
