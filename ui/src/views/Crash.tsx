import type { ErrorComponentProps } from "@tanstack/react-router";
import { toCommandError } from "@/host/host";
import { ErrorNote } from "@/shared/ErrorNote";
import { Screen } from "@/shared/Screen";
import { t } from "@/texts";

/** A fault while drawing a screen. It does not affect the directory. */
export function Crash({ error, reset }: ErrorComponentProps) {
  return (
    <Screen title={t("frame.screen_failed")} cli="portreeve --help">
      <ErrorNote error={toCommandError(error)} retry={reset} />
    </Screen>
  );
}
