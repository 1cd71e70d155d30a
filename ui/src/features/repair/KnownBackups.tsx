import type { Damage, KnownBackup } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { Fact } from "@/shared/Facts";
import { sentence } from "@/shared/sentence";
import { exactTime } from "@/shared/time";
import classes from "./DamageReport.module.css";

/** The directory's backups: those at their place, and known ones that are not there now. */
export function KnownBackups({ damage: { backups, absent_backups } }: { damage: Damage }) {
  const absent = absent_backups ?? [];
  return (
    <>
      <Fact term="Backups">
        {backups.length > 0 && <BackupList backups={backups} />}
        {backups.length === 0 && (absent.length > 0 ? "None is there now" : "None is known on this computer")}
      </Fact>
      {absent.length > 0 && (
        <Fact term="Absent">
          <p className={`dim ${classes.lead}`}>
            Known, but not there now. Connect the drive, or bring the file back to its place, then check again.
          </p>
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
          {sentence(backupReach(backup))}
          <p className="mono faint">{backup.path}</p>
        </li>
      ))}
    </ul>
  );
}

/** "up to 23 November 2026 at 18:00:00 (revision 380)" */
export function backupReach({ made_at, revision }: KnownBackup): string {
  // A non-breaking space keeps a revision and its number together.
  return `up to ${exactTime(made_at)}${revision == null ? "" : ` (revision\u00a0${figure(revision)})`}`;
}
