import { Button } from "@mantine/core";
import { t } from "@/texts";
import classes from "./DraftNote.module.css";

interface DraftNoteProps {
  isRestored: boolean;
  onDiscard(): void;
}

/** Says that a form shows what was typed before, and offers to start anew. */
export function DraftNote({ isRestored, onDiscard }: DraftNoteProps) {
  if (!isRestored) return null;
  return (
    <p role="status" className={classes.note}>
      {t("shared.draft_restored")}
      <Button variant="subtle" size="compact-xs" onClick={onDiscard}>
        {t("common.discard")}
      </Button>
    </p>
  );
}
