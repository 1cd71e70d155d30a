import { Button } from "@mantine/core";
import { useState } from "react";
import type { HomeStatus, RepairResponse, RestoreResponse } from "@/bindings/wire";
import { RestoredPage } from "@/features/restore/RestoredPage";
import { RestoreForm } from "@/features/restore/RestoreForm";
import { EntryPage } from "@/features/session/EntryPage";
import { useStatusChange } from "@/features/session/status";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import { DamageReport } from "./DamageReport";
import { backupReach, isNewer } from "./KnownBackups";
import { RepairedPage } from "./RepairedPage";
import classes from "./RepairPage.module.css";
import { Way } from "./Way";

interface RepairPageProps {
  status: HomeStatus;
  /** The directory opens; what was done about it is still to be read. */
  onMended(): void;
  onDone(): void;
}

/** What is stored cannot be opened: says what is wrong, and the two ways on. */
export function RepairPage({ status, onMended, onDone }: RepairPageProps) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const looking = useTask();
  const repairing = useTask();
  const [isRestoring, setRestoring] = useState(false);
  const [repaired, setRepaired] = useState<RepairResponse | null>(null);
  const [restored, setRestored] = useState<RestoreResponse | null>(null);

  const { damage } = status;
  const newest = damage?.backups[0];
  const isNothingLeft = damage?.is_tried === true && !damage.proven;
  const advice = damage?.advice ?? "restore";
  const isRestoringFirst = advice === "restore" || advice === "unknown";

  if (repaired) return <RepairedPage result={repaired} onDone={onDone} />;
  if (restored) return <RestoredPage result={restored} onDone={onDone} />;
  if (isRestoring) {
    return (
      <EntryPage
        isWide
        title="Restore a backup"
        lead="The backup is read to its end before anything is touched. The damaged directory is then set aside whole, and the backup takes its place."
        foot={status.folder}
      >
        <RestoreForm
          status={status}
          path={newest?.path}
          onRestored={(result) => {
            setRestored(result);
            onMended();
          }}
          onBack={() => setRestoring(false)}
        />
      </EntryPage>
    );
  }

  function repair() {
    repairing.run(async () => {
      setRepaired(await host.repair());
      onMended();
    });
  }

  return (
    <EntryPage
      isWide
      title="This directory needs repair"
      lead="Nothing was changed. What is wrong could not be put right from the second copy that Portreeve keeps."
      foot={status.folder}
    >
      <ErrorNote error={looking.error ?? (damage ? null : (status.trouble ?? null))} />
      {damage && <DamageReport damage={damage} />}
      <Way
        title={newest ? "Restore the newest backup" : "Restore a backup"}
        action={
          <Button variant={isRestoringFirst ? "filled" : "default"} onClick={() => setRestoring(true)}>
            Restore {newest ? "it" : "a backup"}…
          </Button>
        }
      >
        {newest
          ? `${backupReach(newest)} is then as it was. What was done after is only in the damaged directory.`
          : "Everything is then as it was when the backup was made."}
        {isNewer(damage?.absent_backups?.[0], newest) && " A newer one is known, but not there now: look for it first."}
      </Way>
      <Way
        title="Go on from what can be proven"
        action={
          <Button
            variant={advice === "repair" ? "filled" : "default"}
            loading={repairing.isBusy}
            disabled={isNothingLeft}
            onClick={repair}
          >
            Go on without the rest
          </Button>
        }
      >
        {isNothingLeft
          ? "Nothing is left that can be proven."
          : "The last changes may be missing. Nothing is believed that cannot be proven."}
        {newest && advice === "repair" && " It has more than the newest backup."}
        {newest && advice === "restore" && damage?.proven && " The newest backup has more."}
        <ErrorNote error={repairing.error} />
      </Way>
      <footer className={classes.foot}>
        <p className="dim">
          Either way everybody is signed out, and the damaged directory is kept whole beside the new one.
        </p>
        <Button
          variant="subtle"
          loading={looking.isBusy}
          onClick={() => looking.run(async () => takeStatus(await host.status()))}
        >
          Look again
        </Button>
      </footer>
    </EntryPage>
  );
}
