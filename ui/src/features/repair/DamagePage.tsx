import { Button } from "@mantine/core";
import type { HomeStatus, RepairResponse } from "@/bindings/wire";
import { EntryPage } from "@/features/session/EntryPage";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import { DamageReport } from "./DamageReport";
import { LookAgain } from "./LookAgain";
import { RestoreWay } from "./RestoreWay";
import { Way } from "./Way";

interface DamagePageProps {
  status: HomeStatus;
  onRepaired(result: RepairResponse): void;
  onRestore(): void;
}

/** The page for damaged data: what is wrong, and the two ways on. */
export function DamagePage({ status: { damage, trouble, folder }, onRepaired, onRestore }: DamagePageProps) {
  const host = useHost();
  const task = useTask();
  const newest = damage?.backups[0];
  const isNothingLeft = damage?.is_tried === true && !damage.proven;
  const advice = damage?.advice ?? "restore";

  const restore = (
    <RestoreWay
      key="restore"
      damage={damage}
      isFirst={advice === "restore" || advice === "unknown"}
      onRestore={onRestore}
    >
      {newest && "What was done after is only in the damaged directory."}
    </RestoreWay>
  );
  const goOn = (
    <Way
      key="go on"
      title="Recover what can be verified"
      action={
        <Button
          variant={advice === "repair" ? "filled" : "default"}
          loading={task.isBusy}
          disabled={isNothingLeft}
          onClick={() => task.run(async () => onRepaired(await host.ask("repair", {})))}
        >
          Recover without the rest
        </Button>
      }
    >
      {isNothingLeft
        ? "Nothing is left that can be verified."
        : "The last changes may be missing. Only verified data is used."}
      {newest && advice === "repair" && " It has more than the newest backup."}
      {newest && advice === "restore" && damage?.proven && " The newest backup has more."}
      <ErrorNote error={task.error} />
    </Way>
  );

  return (
    <EntryPage
      isWide
      title="This directory needs repair"
      lead="Nothing was changed. The second copy that Portreeve keeps could not repair the damage."
      foot={folder}
    >
      {damage ? <DamageReport damage={damage} /> : <ErrorNote error={trouble ?? null} />}
      {/* The way that loses less comes first. */}
      {advice === "repair" ? [goOn, restore] : [restore, goOn]}
      <LookAgain>
        Either way everyone is signed out, and the damaged directory is kept whole beside the new one.
      </LookAgain>
    </EntryPage>
  );
}
