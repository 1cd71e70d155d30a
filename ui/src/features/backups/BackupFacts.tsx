import type { BackupRow } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { Fact, Facts } from "@/shared/Facts";
import { fileSize } from "@/shared/size";
import { exactTime } from "@/shared/time";
import { t } from "@/texts";

/** The contents of a backup. */
export function BackupFacts({ path, backup }: { path: string; backup: BackupRow }) {
  return (
    <Facts>
      <Fact term={t("backups.fact_file")}>
        <span className="mono">{path}</span>
      </Fact>
      <Fact term={t("backups.fact_made")}>{exactTime(backup.made_at)}</Fact>
      <Fact term={t("common.team")}>{backup.team}</Fact>
      <Fact term={t("common.people")}>{figure(backup.users)}</Fact>
      <Fact term={t("common.groups")}>{figure(backup.groups)}</Fact>
      <Fact term={t("common.local_apps")}>{figure(backup.clients)}</Fact>
      <Fact term={t("backups.fact_records")}>{figure(backup.records)}</Fact>
      <Fact term={t("backups.fact_size")}>{fileSize(backup.bytes)}</Fact>
    </Facts>
  );
}
