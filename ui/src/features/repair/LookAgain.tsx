import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useStatusChange } from "@/features/session/status";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import { t } from "@/texts";
import classes from "./LookAgain.module.css";

/** The foot of a page about a fault, which may have been fixed elsewhere meanwhile. */
export function LookAgain({ children }: { children: ReactNode }) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const task = useTask();
  return (
    <>
      <footer className={classes.foot}>
        <p className="dim">{children}</p>
        <Button
          variant="subtle"
          loading={task.isBusy}
          onClick={() => task.run(async () => takeStatus(await host.ask("status", {})))}
        >
          {t("repair.check_again")}
        </Button>
      </footer>
      <ErrorNote error={task.error} />
    </>
  );
}
