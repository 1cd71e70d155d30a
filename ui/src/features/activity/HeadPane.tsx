import { Button } from "@mantine/core";
import { CopyButton } from "@/shared/CopyButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import form from "@/shared/PaneForm.module.css";
import { useCommand } from "@/shared/query";
import { Section } from "@/shared/Section";
import { exactTime } from "@/shared/time";
import { HeadCheck } from "./HeadCheck";
import { HeadSheet } from "./HeadSheet";
import { HeadWords } from "./HeadWords";

/** The end of the trail as words to keep elsewhere, and the check of earlier words. */
export function HeadPane({ onClose }: { onClose(): void }) {
  const { data: head, error } = useCommand("audit.head", {});
  return (
    <Pane label="Head" onClose={onClose}>
      <h2 className={form.title}>Head to print</h2>
      <ErrorNote error={error} />
      <div className={form.form}>
        <p className="dim">
          Keep these words outside this computer: print them, mail them, read them to a colleague. If anyone, even
          someone with the key, later changes the history up to now, they no longer match. They reveal nothing.
        </p>
        {head && (
          <>
            <HeadWords head={head.code} />
            <div className={form.actions}>
              <CopyButton text={head.code} what="the head" variant="filled" size="compact-sm" />
              <Button size="compact-sm" onClick={() => window.print()}>
                Print…
              </Button>
              <span className="faint">{exactTime(head.at)}</span>
            </div>
            <HeadSheet head={head} />
          </>
        )}
      </div>
      <Section title="Check one that was kept">
        <HeadCheck />
      </Section>
    </Pane>
  );
}
