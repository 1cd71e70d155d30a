import { Button, PasswordInput } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useState } from "react";
import type { DirectoryResponse } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { useLayer } from "@/shared/layers";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useRun } from "@/shared/query";
import { typed, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import { KIT_LEAD, KitDone, KitPages } from "./KitPages";

interface KitPaneProps {
  directory: DirectoryResponse;
  onClose(): void;
}

/** The root key on paper: three shares, one after the other. Closing the pane drops them, so it asks before. */
export function KitPane({ directory, onClose }: KitPaneProps) {
  const run = useRun();
  const [shares, setShares] = useState<string[] | null>(null);
  const [isDone, setDone] = useState(false);

  const isUnfinished = shares !== null && !isDone;
  const leaving = useBlocker({ shouldBlockFn: () => isUnfinished, withResolver: true, enableBeforeUnload: false });
  const isAsking = leaving.status === "blocked";
  useLayer(isAsking, () => leaving.reset?.(), { givesBack: true });

  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { password: "" },
    validate: { password: typed },
    secrets: { password: "tried" },
    blames: { wrong_credentials: "password" },
    send: async ({ password }) => setShares((await run("recovery_kit.create", { password })).shares),
  });

  return (
    <Pane label={t("key.kit")} onClose={onClose}>
      <h2 className={classes.title}>{t("key.kit")}</h2>
      {!shares && (
        <form className={classes.form} {...formProps}>
          <p className="dim">{KIT_LEAD}</p>
          <PasswordInput
            label={t("key.your_password")}
            autoComplete="off"
            autoFocus
            {...form.getInputProps("password")}
          />
          <ErrorNote error={error} />
          <div className={classes.actions}>
            <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
              {t("key.kit_make_now")}
            </Button>
            <Button onClick={onClose}>{t("common.cancel")}</Button>
          </div>
        </form>
      )}
      {isAsking && (
        <section role="alertdialog" aria-label={t("key.kit_leave")} className={classes.form}>
          <p>{t("key.kit_leave_about")} </p>
          <div className={classes.actions}>
            <Button variant="filled" onClick={leaving.reset} autoFocus>
              {t("key.kit_stay")}
            </Button>
            <Button color="red" onClick={leaving.proceed}>
              {t("key.kit_drop")}
            </Button>
          </div>
        </section>
      )}
      {shares && !isDone && <KitPages directory={directory} shares={shares} onDone={() => setDone(true)} />}
      {isDone && (
        <div className={classes.form}>
          <KitDone />
          <div className={classes.actions}>
            <Button variant="filled" onClick={onClose} autoFocus>
              {t("common.close")}
            </Button>
          </div>
        </div>
      )}
    </Pane>
  );
}
