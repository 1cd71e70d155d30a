import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { DirectoryResponse } from "@/bindings/wire";
import classes from "@/shared/PaneForm.module.css";
import { useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
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
    validate: { word: (word) => (word.trim().toLowerCase() === last ? null : t("key.word_wrong")) },
    send: async () => onDone(),
  });
  const name = t("key.page_of", { number });
  if (phase === "hidden") {
    return (
      <div className={classes.form}>
        <h3>{name}</h3>
        <p className="dim">{t("key.page_about")}</p>
        <div className={classes.actions}>
          <Button variant="filled" onClick={() => setPhase("shown")} autoFocus>
            {t("key.page_show", { number })}
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
            {t("key.page_print")}
          </Button>
          <Button onClick={() => setPhase("asked")}>{t("key.page_printed")}</Button>
        </div>
      </div>
    );
  }
  return (
    <form className={classes.form} {...formProps}>
      <h3>{name}</h3>
      <TextInput
        label={t("key.word", { number: words.length })}
        description={t("key.word_about")}
        {...form.getInputProps("word")}
        // Not while it is still being typed.
        error={form.values.word.trim().length >= last.length && !isRight && t("key.word_wrong")}
        autoComplete="off"
        autoFocus
        spellCheck={false}
        classNames={{ input: "mono" }}
      />
      <div className={classes.actions}>
        <Button type="submit" variant="filled" disabled={!isRight}>
          {t(isLast ? "key.kit_finish" : "key.page_next")}
        </Button>
        <Button onClick={() => setPhase("shown")}>{t("key.page_again")}</Button>
      </div>
    </form>
  );
}
