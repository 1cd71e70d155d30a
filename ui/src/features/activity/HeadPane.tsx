import { Button, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import type { AuditCheckResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { CopyButton } from "@/shared/CopyButton";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import form from "@/shared/PaneForm.module.css";
import { PrintSheet } from "@/shared/PrintSheet";
import { useCommand, useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { sentence } from "@/shared/sentence";
import { exactTime } from "@/shared/time";
import classes from "./Activity.module.css";

/** The end of the trail as a code to keep elsewhere, and the test of one that was kept. */
export function HeadPane({ onClose }: { onClose(): void }) {
  const host = useHost();
  const task = useTask();
  const { data: head, error } = useCommand("audit.head", {});
  const [code, setCode] = useState("");
  const [answer, setAnswer] = useState<AuditCheckResponse | null>(null);

  function check() {
    task.run(async () => {
      setAnswer(null);
      setAnswer(await host.call("audit.check", { code: code.trim() }));
    });
  }

  return (
    <Pane label="Head" onClose={onClose}>
      <h2 className={form.title}>Head to print</h2>
      <ErrorNote error={error} />
      <div className={form.form}>
        <p className="dim">
          Print it, mail it or read it to somebody. As long as it is kept elsewhere, nobody can change what happened up
          to now without being found out, not even who has the key. It holds no secret.
        </p>
        {head && (
          <>
            <p className={`mono ${classes.code}`}>{head.code}</p>
            <div className={form.actions}>
              <CopyButton text={`${head.code}  ${head.at}`} what="the head" variant="filled" size="compact-sm" />
              <Button size="compact-sm" onClick={() => window.print()}>
                Print…
              </Button>
              <span className="faint">{exactTime(head.at)}</span>
            </div>
            <PrintSheet title="Portreeve: the end of the trail">
              <p className="mono">{head.code}</p>
              <p>As of {exactTime(head.at)}</p>
              <p>
                As long as this page is kept elsewhere, nobody can change what happened up to then without being found
                out. It holds no secret. To check it, type the code under Activity, “Head”, or run{" "}
                <code className="mono">portreeve audit check CODE</code>.
              </p>
            </PrintSheet>
          </>
        )}
      </div>
      <Section title="Check one that was kept">
        <form
          className={form.form}
          onSubmit={(event) => {
            event.preventDefault();
            check();
          }}
        >
          <TextInput
            label="Code"
            placeholder="1042-7K3M-9QXR-T0VW-B4ZN-C7"
            value={code}
            onChange={(event) => {
              setCode(event.currentTarget.value);
              setAnswer(null);
            }}
            spellCheck={false}
            classNames={{ input: "mono" }}
          />
          <ErrorNote error={task.error} />
          {answer?.holds && <Done title="It holds">{sentence(answer.what)}.</Done>}
          {answer && !answer.holds && (
            <div role="alert" className={classes.verdict}>
              <IconAlertTriangle size={16} aria-hidden />
              <p>{sentence(answer.what)}.</p>
            </div>
          )}
          <div className={form.actions}>
            <Button type="submit" size="compact-sm" loading={task.isBusy} disabled={code.trim() === ""}>
              Check
            </Button>
          </div>
        </form>
      </Section>
    </Pane>
  );
}
