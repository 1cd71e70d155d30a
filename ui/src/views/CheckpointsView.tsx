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
import { t } from "@/texts";
import classes from "./CheckpointsView.module.css";

/** The end of the history as words to keep elsewhere, and the check of earlier words. */
export function CheckpointsView() {
  const { data: head, error } = useCommand("audit.head", {});
  return (
    <Screen title={t("views.activity.title")} cli={cli("audit", "head")}>
      <Page>
        <Part title={t("views.checkpoints.one")} about={t("views.checkpoints.about")}>
          <ErrorNote error={error} />
          {head && (
            <>
              <HeadWords head={head.code} />
              <div className={classes.acts}>
                <CopyButton text={head.code} what={t("views.checkpoints.the_checkpoint")} variant="filled" />
                <Button onClick={() => window.print()}>{t("views.checkpoints.print")}</Button>
                <span className="faint">{exactTime(head.at)}</span>
              </div>
              <HeadSheet head={head} />
            </>
          )}
        </Part>
        <Part title={t("views.checkpoints.check")} about={t("views.checkpoints.check_about")}>
          <HeadCheck />
        </Part>
      </Page>
    </Screen>
  );
}
