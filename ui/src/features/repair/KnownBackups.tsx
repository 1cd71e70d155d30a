import type { Damage, KnownBackup } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { Fact } from "@/shared/Facts";
import { exactTime } from "@/shared/time";
import classes from "./DamageReport.module.css";

/** Which backups of the directory there are: those at their place, and those that are known and not there now. */
export function KnownBackups({ damage: { backups, absent_backups } }: { damage: Damage }) {
  const absent = absent_backups ?? [];
  return (
    <>
      <Fact term="Backups">
        {backups.length > 0 && <BackupList backups={backups} />}
        {backups.length === 0 && (absent.length > 0 ? "None is there now" : "None is known on this machine")}
      </Fact>
      {absent.length > 0 && (
        <Fact term="Not there now">
          <BackupList backups={absent} />
          <p className="dim">
            Known, but not there now. Connect the drive, or bring the file back to its place, then look again.
          </p>
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
          {backupReach(backup)}
          <p className="mono faint">{backup.path}</p>
        </li>
      ))}
    </ul>
  );
}

/** "Everything up to 23 Nov 2026, 18:00 (revision 380)" */
export function backupReach({ made_at, revision }: KnownBackup): string {
  return `Everything up to ${exactTime(made_at)}${revision == null ? "" : ` (revision ${figure(revision)})`}`;
}
