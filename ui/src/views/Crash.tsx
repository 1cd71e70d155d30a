import type { ErrorComponentProps } from "@tanstack/react-router";
import { toCommandError } from "@/host/host";
import { ErrorNote } from "@/shared/ErrorNote";
import { Screen } from "@/shared/Screen";

/** A fault while drawing a screen. It does not affect the directory. */
export function Crash({ error, reset }: ErrorComponentProps) {
  return (
    <Screen title="This screen failed" cli="portreeve --help">
      <ErrorNote error={toCommandError(error)} retry={reset} />
    </Screen>
  );
}
