import type { BackupNoteRow, BackupScheduleRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { count } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { useCommand } from "@/shared/query";
import { Tag } from "@/shared/Tag";
import classes from "../SettingsView.module.css";

interface BackupsPartProps {
  onBackUp(): void;
  onRehearse(): void;
}

/** When a backup was made and rehearsed last, and doing either now. */
export function BackupsPart({ onBackUp, onRehearse }: BackupsPartProps) {
  const { data: status, error } = useCommand("backup.status", {});
  return (
    <section className={classes.part} aria-label="Backups">
      <h2>Backups</h2>
      <ErrorNote error={error} />
      <div className={classes.line}>
        <span>Last made</span>
        {status && <Note note={status.made} isDue={status.is_backup_due} />}
        <ActButton needs="superuser" size="compact-sm" onClick={onBackUp}>
          Back up now…
        </ActButton>
      </div>
      <div className={classes.line}>
        <span>Last rehearsed</span>
        {status && <Note note={status.rehearsed} isDue={status.is_rehearsal_due} />}
        <ActButton needs="superuser" size="compact-sm" onClick={onRehearse}>
          Rehearse a backup…
        </ActButton>
      </div>
      {status?.schedule && (
        <div className={classes.line}>
          <span>By itself</span>
          <span>{scheduleWords(status.schedule)}</span>
        </div>
      )}
    </section>
  );
}

function Note({ note, isDue }: { note?: BackupNoteRow | null; isDue: boolean }) {
  return (
    <span className={classes.note}>
      <Moment at={note?.at ?? null} />
      {isDue && <Tag tone="warn">due</Tag>}
      {note && (
        <span className="mono faint cut" title={note.path}>
          {note.path}
        </span>
      )}
    </span>
  );
}

function scheduleWords({ folder, every_days, keep, recipients }: BackupScheduleRow): string {
  const often = every_days === 1 ? "every day" : `every ${every_days} days`;
  const closed = recipients.length === 0 ? "for its passphrase" : `for ${count(recipients.length, "recipient")}`;
  return `${often} to ${folder}, the last ${keep} kept, closed ${closed}`;
}
