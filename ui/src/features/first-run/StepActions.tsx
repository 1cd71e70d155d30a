import { Button } from "@mantine/core";
import classes from "./StepPage.module.css";

interface StepActionsProps {
  onBack?: () => void;
  next?: string;
  isBusy?: boolean;
  isReady: boolean;
}

export function StepActions({ onBack, next = "Continue", isBusy, isReady }: StepActionsProps) {
  return (
    <div className={classes.actions}>
      {onBack ? <Button onClick={onBack}>Back</Button> : <span />}
      <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
        {next}
      </Button>
    </div>
  );
}
