import { Button } from "@mantine/core";
import type { HomeStatus, RepairResponse } from "@/bindings/wire";
import { EntryPage } from "@/features/session/EntryPage";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import { t } from "@/texts";
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
      {newest && t("repair.after_backup")}
    </RestoreWay>
  );
  const goOn = (
    <Way
      key="go on"
      title={t("repair.recover")}
      action={
        <Button
          variant={advice === "repair" ? "filled" : "default"}
          loading={task.isBusy}
          disabled={isNothingLeft}
          onClick={() => task.run(async () => onRepaired(await host.ask("repair", {})))}
        >
          {t("repair.recover_now")}
        </Button>
      }
    >
      {t(isNothingLeft ? "repair.recover_nothing" : "repair.recover_about")}
      {newest && advice === "repair" && ` ${t("repair.recover_has_more")}`}
      {newest && advice === "restore" && damage?.proven && ` ${t("repair.backup_has_more")}`}
      <ErrorNote error={task.error} />
    </Way>
  );

  return (
    <EntryPage isWide title={t("repair.title")} lead={t("repair.about")} foot={folder}>
      {damage ? <DamageReport damage={damage} /> : <ErrorNote error={trouble ?? null} />}
      {/* The way that loses less comes first. */}
      {advice === "repair" ? [goOn, restore] : [restore, goOn]}
      <LookAgain>{t("repair.either_way")} </LookAgain>
    </EntryPage>
  );
}
