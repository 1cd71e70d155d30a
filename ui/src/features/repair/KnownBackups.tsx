import type { KnownBackup } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { exactTime } from "@/shared/time";
import classes from "./DamageReport.module.css";

/** Backups that were made of the directory here, each with what it holds and where it is. */
export function KnownBackups({ backups }: { backups: KnownBackup[] }) {
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

/** What a backup that is not there now holds more than those that are. */
export function isNewer(absent: KnownBackup | undefined, there: KnownBackup | undefined): boolean {
  return absent !== undefined && (!there || Date.parse(absent.made_at) > Date.parse(there.made_at));
}
