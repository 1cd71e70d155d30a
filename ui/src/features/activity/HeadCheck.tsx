import { Button, Textarea } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import type { AuditCheckResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { Done } from "@/shared/Done";
import { DraftNote } from "@/shared/DraftNote";
import { ErrorNote } from "@/shared/ErrorNote";
import classes from "@/shared/PaneForm.module.css";
import { sentence } from "@/shared/sentence";
import { filled, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import own from "./Activity.module.css";

/** Checks an earlier checkpoint: whether the trail up to then is unchanged. */
export function HeadCheck() {
  const host = useHost();
  const [answer, setAnswer] = useState<AuditCheckResponse | null>(null);

  const { form, formProps, draft, isReady, isBusy, error } = useCommandForm({
    draft: "audit.check",
    initialValues: { words: "" },
    validate: { words: filled },
    onValuesChange: () => setAnswer(null),
    blames: { invalid_request: "words" },
    send: async ({ words }) => {
      setAnswer(null);
      setAnswer(await host.call("audit.check", { code: words.trim() }));
    },
  });

  return (
    <form className={classes.form} {...formProps}>
      <DraftNote {...draft} />
      <Textarea
        label={t("activity.number_and_words")}
        description={t("activity.words_about")}
        placeholder={t("activity.words_example")}
        {...form.getInputProps("words")}
        rows={3}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: "mono" }}
      />
      <ErrorNote error={error} />
      {answer?.holds && <Done title={t("activity.matches")}>{sentence(answer.what)}.</Done>}
      {answer && !answer.holds && (
        <div role="alert" className={own.verdict}>
          <IconAlertTriangle size={16} aria-hidden />
          <div>
            <p>{sentence(answer.what)}.</p>
            {answer.hint && <p>{sentence(answer.hint)}.</p>}
          </div>
        </div>
      )}
      <div className={classes.actions}>
        <Button type="submit" size="compact-sm" loading={isBusy} disabled={!isReady}>
          {t("activity.check")}
        </Button>
      </div>
    </form>
  );
}
