import { useCallback } from "react";
import { toCommandError } from "@/host/host";
import { t } from "@/texts";
import { usePerform } from "./query";
import { fullSentence } from "./sentence";
import { toast } from "./toast";

/** Undoes an event, and says in a toast what that undid, or why it could not. */
export function useUndo() {
  const perform = usePerform();
  return useCallback(
    async (event: number) => {
      try {
        const { response } = await perform("undo.apply", { event });
        toast(t("shared.undone", { detail: response.detail }));
      } catch (thrown) {
        toast(fullSentence(toCommandError(thrown).message));
      }
    },
    [perform],
  );
}
