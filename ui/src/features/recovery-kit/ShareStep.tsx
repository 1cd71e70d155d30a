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
  isLast: boolean;
  words: string[];
  onDone(): void;
}

/**
 * One share: shown on request, printed, and proved to be on paper by its last word. While the word is asked for, the
 * words are not on the screen: only the paper tells it.
 */
export function ShareStep({ directory, number, isLast, words, onDone }: ShareStepProps) {
  const [phase, setPhase] = useState<"hidden" | "shown" | "asked">("hidden");
  const last = words.at(-1) ?? "";
  const {
    form,
    formProps,
    isReady: isRight,
  } = useCommandForm({
    initialValues: { word: "" },
    validate: { word: (word) => (word.trim().toLowerCase() === last ? null : "That is not the last word.") },
    send: async () => onDone(),
  });
  const name = `Share ${number} of 3`;
  if (phase === "hidden") {
    return (
      <div className={classes.form}>
        <h3>{name}</h3>
        <p className="dim">Only the person who keeps this page should see it.</p>
        <div className={classes.actions}>
          <Button variant="filled" onClick={() => setPhase("shown")} autoFocus>
            Show share {number}
          </Button>
        </div>
      </div>
    );
  }
  if (phase === "shown") {
    return (
      <div className={classes.form}>
        <h3>{name}</h3>
        <ShareWords words={words} label={name} />
        <SharePage directory={directory} number={number} words={words} />
        <div className={classes.actions}>
          <Button variant="filled" onClick={() => window.print()} autoFocus>
            Print…
          </Button>
          <Button onClick={() => setPhase("asked")}>It is on paper</Button>
        </div>
      </div>
    );
  }
  return (
    <form className={classes.form} {...formProps}>
      <h3>{name}</h3>
      <TextInput
        label={`Type word ${words.length} from the printed page`}
        description="So we know that the whole page was printed."
        {...form.getInputProps("word")}
        // Not while it is still being typed.
        error={form.values.word.trim().length >= last.length && !isRight && "That is not the last word."}
        autoComplete="off"
        autoFocus
        spellCheck={false}
        classNames={{ input: "mono" }}
      />
      <div className={classes.actions}>
        <Button type="submit" variant="filled" disabled={!isRight}>
          {isLast ? "Done" : "Next page"}
        </Button>
        <Button onClick={() => setPhase("shown")}>Show again</Button>
      </div>
    </form>
  );
}
