import type { Commands } from "@/bindings/commands";
import type { BackupRow, BackupStatusResponse } from "@/bindings/wire";

type Kept = Extract<keyof Commands, `backup.${string}` | `clock.${string}` | `recovery_kit.${string}`>;
type Handlers = { [C in Kept]: (request: Commands[C]["request"]) => Commands[C]["response"] };

/** Backups, the clock and the recovery kit of a directory in memory: told of, not made. */
export class FakeKeeping {
  private status: BackupStatusResponse = { is_backup_due: true, is_rehearsal_due: true };

  constructor(private readonly row: () => BackupRow) {}

  private made(path: string): void {
    this.status = { ...this.status, made: { at: new Date().toISOString(), path }, is_backup_due: false };
  }

  readonly handlers: Handlers = {
    "backup.create": ({ path }) => {
      this.made(path);
      return { path, backup: this.row(), took_ms: 420 };
    },
    "backup.verify": ({ path }) => {
      const rehearsed = { at: new Date().toISOString(), path };
      this.status = { ...this.status, rehearsed, is_rehearsal_due: false };
      return { backup: this.row(), keys: 1, is_of_this_directory: true };
    },
    "backup.schedule": ({ folder, every_days, keep, recipients }) => {
      this.made(`${folder}/portreeve.backup`);
      const last_at = new Date().toISOString();
      this.status = { ...this.status, schedule: { folder, every_days, keep, last_at, recipients: recipients ?? [] } };
      return this.status;
    },
    "backup.unschedule": () => {
      this.status = { ...this.status, schedule: null };
      return this.status;
    },
    "backup.status": () => this.status,
    "clock.show": () => ({ now: new Date().toISOString() }),
    "clock.accept": () => ({ now: new Date().toISOString() }),
    "recovery_kit.create": ({ folder }) => ({
      paths: [1, 2, 3].map((share) => `${folder}/portreeve-recovery-share-${share}.txt`),
    }),
  };
}
