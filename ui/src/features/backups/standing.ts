import type { BackupStatusResponse } from "@/bindings/wire";
import { daysBetween } from "@/shared/time";
import { t } from "@/texts";

/** The state of backups: "No backup yet", "The last backup is 41 days old", "Backed up 2 days ago". */
export function backupWords({ made, is_backup_due }: BackupStatusResponse, now: number): string {
  if (!made) return t("backups.none");
  const count = daysBetween(made.at, now);
  return is_backup_due ? t("backups.old", { count }) : t("backups.made_ago", { count: Math.max(count, 0) });
}

/** The same for tests of a backup. */
export function rehearsalWords({ rehearsed, is_rehearsal_due }: BackupStatusResponse, now: number): string {
  if (!rehearsed) return t("backups.none_tested");
  const count = daysBetween(rehearsed.at, now);
  return is_rehearsal_due ? t("backups.untested", { count }) : t("backups.tested_ago", { count: Math.max(count, 0) });
}
