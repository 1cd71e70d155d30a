import { Button } from "@mantine/core";
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
      Draft restored
      <Button variant="subtle" size="compact-xs" onClick={onDiscard}>
        Discard
      </Button>
    </p>
  );
}
