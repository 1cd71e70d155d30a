import { useCallback } from "react";
import { useHost } from "@/host/context";
import { toCommandError } from "@/host/host";
import { fullSentence, sentence } from "@/shared/sentence";
import { toast } from "@/shared/toast";
import { useAct } from "@/shared/useAct";
import { t } from "@/texts";

/** Undoes the person's last change, and says which it was; the toast undoes that again. */
export function useUndoLast() {
  const host = useHost();
  const act = useAct();
  return useCallback(async () => {
    try {
      const { event, detail, is_possible, why_not } = await host.call("undo.preview", {});
      if (is_possible) await act("undo.apply", { event }, (undone) => t("shared.undone", { detail: undone.detail }));
      else toast(t("frame.act.not_undone", { detail, why: why_not ? sentence(why_not) : t("frame.act.cannot_undo") }));
    } catch (thrown) {
      toast(fullSentence(toCommandError(thrown).message));
    }
  }, [host, act]);
}
