import { Button, Textarea } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import type { AuditCheckResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import form from "@/shared/PaneForm.module.css";
import { useTask } from "@/shared/query";
import { sentence } from "@/shared/sentence";
import classes from "./Activity.module.css";

/** Checks an earlier checkpoint: whether the trail up to then is unchanged. */
export function HeadCheck() {
  const host = useHost();
  const task = useTask();
  const [words, setWords] = useState("");
  const [answer, setAnswer] = useState<AuditCheckResponse | null>(null);

  function check() {
    task.run(async () => {
      setAnswer(null);
      setAnswer(await host.call("audit.check", { code: words.trim() }));
    });
  }

  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <Textarea
        label="Number and words"
        description="Capitals, commas and the ends of lines do not matter."
        placeholder="1042 academic acid acne acquire acrobat activity actress adapt legal"
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setAnswer(null);
        }}
        rows={3}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: "mono" }}
      />
      <ErrorNote error={task.error} />
      {answer?.holds && <Done title="It holds">{sentence(answer.what)}.</Done>}
      {answer && !answer.holds && (
        <div role="alert" className={classes.verdict}>
          <IconAlertTriangle size={16} aria-hidden />
          <div>
            <p>{sentence(answer.what)}.</p>
            {answer.hint && <p>{sentence(answer.hint)}.</p>}
          </div>
        </div>
      )}
      <div className={form.actions}>
        <Button type="submit" size="compact-sm" loading={task.isBusy} disabled={words.trim() === ""}>
          Check
        </Button>
      </div>
    </form>
  );
}
