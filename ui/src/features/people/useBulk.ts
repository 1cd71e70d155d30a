import { useEffect, useRef, useState } from "react";
import type { UserAct, UserChangeManyResponse, UserLeftOut, UserSelection } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { usePerform, useTask } from "@/shared/query";
import { report, wasLong } from "@/shared/reports";
import { tell } from "@/shared/tell";
import { useUndo } from "@/shared/useUndo";
import { t } from "@/texts";
import { isGrave, isUndoable, leftOutLines, outcome } from "./bulkWords";

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

  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  async function perhaps(act: UserAct) {
    setRefused([]);
    const plan = await host.call("user.change_many", { whom, act, with_superusers: false, dry_run: true });
    const isAsked = plan.superusers > 0 || (isGrave(act) && plan.changed > 0);
    if (!isAsked) await change(act, false, wasLong(plan));
    else if (isHere.current) setAsked({ act, plan });
    else report({ title: t("jobs.not_asked"), isBad: true });
  }

  async function change(act: UserAct, withSuperusers: boolean, isPlanLong = false) {
    setAsked(null);
    const request = { whom, act, with_superusers: withSuperusers, dry_run: false };
    const answer = await perform("user.change_many", request);
    const { response, event } = answer;
    const isLong = isPlanLong || wasLong(answer);
    const isOffered = event != null && response.changed > 0 && isUndoable(act);
    const done = { title: outcome(act, response), undo: isOffered ? () => void undo(event) : undefined };
    const refused = response.refused.filter(({ why }) => why === "no_power" || why === "impossible");
    // After long work the person may be elsewhere, so the report names those who were left out, too.
    tell({ ...done, details: leftOutLines(response) }, isLong);
    setRefused(isLong ? [] : refused);
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
