import type { BackupStatusResponse } from "@/bindings/wire";
import { count } from "@/shared/count";
import { daysBetween } from "@/shared/time";

function ago(days: number): string {
  return days < 1 ? "today" : `${count(days, "day")} ago`;
}

/** The state of backups: "No backup yet", "The last backup is 41 days old", "Backed up 2 days ago". */
export function backupWords({ made, is_backup_due }: BackupStatusResponse, now: number): string {
  if (!made) return "No backup yet: if this disk fails, everything is lost";
  const days = daysBetween(made.at, now);
  return is_backup_due ? `The last backup is ${count(days, "day")} old` : `Backed up ${ago(days)}`;
}

/** The same for tests of a backup. */
export function rehearsalWords({ rehearsed, is_rehearsal_due }: BackupStatusResponse, now: number): string {
  if (!rehearsed) return "No backup has been tested yet";
  const days = daysBetween(rehearsed.at, now);
  return is_rehearsal_due ? `No backup tested for ${count(days, "day")}` : `A backup was tested ${ago(days)}`;
}
