import type { RestoreResponse } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { Fact } from "@/shared/Facts";
import { exactTime } from "@/shared/time";
import { t } from "@/texts";
import { MendedPage } from "./MendedPage";

interface RestoredPageProps {
  result: RestoreResponse;
  onDone(): void;
}

/** The result of a restore. */
export function RestoredPage({ result: { backup, replaced }, onDone }: RestoredPageProps) {
  return (
    <MendedPage title={t("repair.restored")} lead={t("repair.restored_about")} replaced={replaced} onDone={onDone}>
      <Fact term={t("common.team")}>{backup.team}</Fact>
      <Fact term={t("repair.made")}>{exactTime(backup.made_at)}</Fact>
      <Fact term={t("common.people")}>{figure(backup.users)}</Fact>
      <Fact term={t("common.groups")}>{figure(backup.groups)}</Fact>
      <Fact term={t("common.local_apps")}>{figure(backup.clients)}</Fact>
    </MendedPage>
  );
}
