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
    <Pane label="Recovery kit" onClose={onClose}>
      <h2 className={classes.title}>Recovery kit</h2>
      {!shares && (
        <form className={classes.form} {...formProps}>
          <p className="dim">{KIT_LEAD}</p>
          <PasswordInput label="Your password" autoComplete="off" autoFocus {...form.getInputProps("password")} />
          <ErrorNote error={error} />
          <div className={classes.actions}>
            <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
              Make a kit
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </div>
        </form>
      )}
      {isAsking && (
        <section role="alertdialog" aria-label="Leave the kit?" className={classes.form}>
          <p>
            Not all pages are on paper. If you leave now, the rest of this kit is gone. Restoring the key takes two
            pages, and pages of different kits do not combine.
          </p>
          <div className={classes.actions}>
            <Button variant="filled" onClick={leaving.reset} autoFocus>
              Go on with the kit
            </Button>
            <Button color="red" onClick={leaving.proceed}>
              Drop this kit
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
              Close
            </Button>
          </div>
        </div>
      )}
    </Pane>
  );
}
