import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/texts";
import classes from "./StepPage.module.css";

interface StepActionsProps {
  onBack?: () => void;
  /** Shown in place of the back button, if there is no page before. */
  beside?: ReactNode;
  next?: string;
  isBusy?: boolean;
  isReady: boolean;
  /** For a page without fields. */
  hasFocus?: boolean;
}

export function StepActions({
  onBack,
  beside = <span />,
  next = t("entry.next"),
  isBusy,
  isReady,
  hasFocus,
}: StepActionsProps) {
  return (
    <div className={classes.actions}>
      {onBack ? <Button onClick={onBack}>{t("common.back")}</Button> : beside}
      <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady} autoFocus={hasFocus}>
        {next}
      </Button>
    </div>
  );
}
