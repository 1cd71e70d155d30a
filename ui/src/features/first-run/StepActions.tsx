import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./StepPage.module.css";

interface StepActionsProps {
  onBack?: () => void;
  /** Shown in place of the back button, if there is no page before. */
  beside?: ReactNode;
  next?: string;
  isBusy?: boolean;
  isReady: boolean;
}

export function StepActions({ onBack, beside = <span />, next = "Continue", isBusy, isReady }: StepActionsProps) {
  return (
    <div className={classes.actions}>
      {onBack ? <Button onClick={onBack}>Back</Button> : beside}
      <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
        {next}
      </Button>
    </div>
  );
}
