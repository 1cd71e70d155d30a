import { Button } from "@mantine/core";
import { HeadCheck } from "@/features/activity/HeadCheck";
import { HeadSheet } from "@/features/activity/HeadSheet";
import { HeadWords } from "@/features/activity/HeadWords";
import { CopyButton } from "@/shared/CopyButton";
import { cli } from "@/shared/cli";
import { ErrorNote } from "@/shared/ErrorNote";
import { Page, Part } from "@/shared/Page";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { exactTime } from "@/shared/time";
import classes from "./CheckpointsView.module.css";

/** The end of the history as words to keep elsewhere, and the check of earlier words. */
export function CheckpointsView() {
  const { data: head, error } = useCommand("audit.head", {});
  return (
    <Screen title="Activity" cli={cli("audit", "head")}>
      <Page>
        <Part
          title="Checkpoint"
          about="Keep these words outside this computer: print them, mail them, read them to a colleague. If anyone, even someone with the key, later changes the history up to now, they no longer match. They reveal nothing."
        >
          <ErrorNote error={error} />
          {head && (
            <>
              <HeadWords head={head.code} />
              <div className={classes.acts}>
                <CopyButton text={head.code} what="the checkpoint" variant="filled" />
                <Button onClick={() => window.print()}>Print…</Button>
                <span className="faint">{exactTime(head.at)}</span>
              </div>
              <HeadSheet head={head} />
            </>
          )}
        </Part>
        <Part title="Check an earlier one" about="Enter the words that were kept: they match if nothing was changed.">
          <HeadCheck />
        </Part>
      </Page>
    </Screen>
  );
}
