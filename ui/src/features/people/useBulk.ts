import { useState } from "react";
import type { UserAct, UserChangeManyResponse, UserLeftOut, UserSelection } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { usePerform, useTask } from "@/shared/query";
import { toast } from "@/shared/toast";
import { useUndo } from "@/shared/useUndo";
import { isGrave, isUndoable, outcome } from "./bulkWords";

/** An act that waits for an answer: what it would do, and to how many. */
export interface Asked {
  act: UserAct;
  plan: UserChangeManyResponse;
}

/** Does one thing to all selected people: one change of the directory, one event, one undo. */
export function useBulk(whom: UserSelection, onGone: () => void) {
  const host = useHost();
  const perform = usePerform();
  const undo = useUndo();
  const task = useTask();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [refused, setRefused] = useState<UserLeftOut[]>([]);

  async function perhaps(act: UserAct) {
    setRefused([]);
    const plan = await host.call("user.change_many", { whom, act, with_superusers: false, dry_run: true });
    const isAsked = plan.superusers > 0 || (isGrave(act) && plan.changed > 0);
    if (isAsked) setAsked({ act, plan });
    else await change(act, false);
  }

  async function change(act: UserAct, withSuperusers: boolean) {
    setAsked(null);
    const request = { whom, act, with_superusers: withSuperusers, dry_run: false };
    const { response, event } = await perform("user.change_many", request);
    const isOffered = event != null && response.changed > 0 && isUndoable(act);
    toast(outcome(act, response), isOffered ? () => void undo(event) : undefined);
    setRefused(response.refused.filter(({ why }) => why === "no_power" || why === "impossible"));
    if (act.kind === "delete" && response.changed > 0) onGone();
  }

  return {
    start: (act: UserAct) => task.run(() => perhaps(act)),
    asked,
    /** Answers the question whether superusers are meant, too. */
    confirm: (withSuperusers: boolean) => asked && task.run(() => change(asked.act, withSuperusers)),
    cancel: () => setAsked(null),
    /** Who was left out in a way that the person could not know. */
    refused,
    isBusy: task.isBusy,
    error: task.error,
  };
}
