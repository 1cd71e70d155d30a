import type { Damage, KnownBackup } from "@/bindings/wire";
import { Fact } from "@/shared/Facts";
import { exactTime } from "@/shared/time";
import { t } from "@/texts";
import classes from "./DamageReport.module.css";

/** The directory's backups: those at their place, and known ones that are not there now. */
export function KnownBackups({ damage: { backups, absent_backups } }: { damage: Damage }) {
  const absent = absent_backups ?? [];
  return (
    <>
      <Fact term={t("repair.backups")}>
        {backups.length > 0 && <BackupList backups={backups} />}
        {backups.length === 0 && t(absent.length > 0 ? "repair.none_found" : "repair.none_known")}
      </Fact>
      {absent.length > 0 && (
        <Fact term={t("repair.absent")}>
          <p className={`dim ${classes.lead}`}>{t("repair.absent_about")} </p>
          <BackupList backups={absent} />
        </Fact>
      )}
    </>
  );
}

function BackupList({ backups }: { backups: KnownBackup[] }) {
  return (
    <ul className={classes.list}>
      {backups.map((backup) => (
        <li key={backup.path}>
          {t("repair.up_to", { moment: momentOf(backup) })}
          <p className="mono faint">{backup.path}</p>
        </li>
      ))}
    </ul>
  );
}

/** "23 November 2026 at 18:00:00 (revision 380)" */
export function momentOf({ made_at, revision }: KnownBackup): string {
  const time = exactTime(made_at);
  return revision == null ? time : t("repair.moment_revision", { time, revision });
}
