import type { BackupNoteRow, BackupScheduleRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { Path } from "@/shared/Path";
import { useCommand, useRun, useTask } from "@/shared/query";
import { Tag } from "@/shared/Tag";
import { toast } from "@/shared/toast";
import { Words } from "@/shared/Words";
import classes from "../SettingsView.module.css";

interface BackupsPartProps {
  onBackUp(): void;
  onRehearse(): void;
  onSchedule(): void;
  onKit(): void;
}

/** When a backup was last made and tested, and buttons for both. */
export function BackupsPart({ onBackUp, onRehearse, onSchedule, onKit }: BackupsPartProps) {
  const { data: status, error } = useCommand("backup.status", {});
  const run = useRun();
  const task = useTask();
  const end = () =>
    task.run(async () => {
      await run("backup.unschedule", {});
      toast("Automatic backups are off. Existing ones stay.");
    });
  return (
    <section className={classes.part} aria-label="Backups">
      <h2>Backups</h2>
      <ErrorNote error={error} />
      <div className={classes.line}>
        <span>Last made</span>
        {status && <Note note={status.made} isDue={status.is_backup_due} />}
        <ActButton command="backup.create" size="compact-sm" onClick={onBackUp}>
          Back up now…
        </ActButton>
      </div>
      <div className={classes.line}>
        <span>Last tested</span>
        {status && <Note note={status.rehearsed} isDue={status.is_rehearsal_due} />}
        <ActButton command="backup.verify" size="compact-sm" onClick={onRehearse}>
          Test a backup…
        </ActButton>
      </div>
      <div className={classes.line}>
        <span>Automatic</span>
        <span className={classes.note}>
          {status?.schedule ? (
            <span className="cut" title={status.schedule.folder}>
              {scheduleWords(status.schedule)}
            </span>
          ) : (
            <span className="faint">no</span>
          )}
          {status?.problem && <Tag tone="bad">not made</Tag>}
        </span>
        {status?.schedule && (
          <ActButton command="backup.unschedule" size="compact-sm" onClick={end}>
            End
          </ActButton>
        )}
        <ActButton command="backup.schedule" size="compact-sm" onClick={onSchedule}>
          {status?.schedule ? "Change…" : "Schedule…"}
        </ActButton>
      </div>
      <div className={classes.line}>
        <span>The key on paper</span>
        <span className={`faint ${classes.note}`}>two of three pages bring a lost key back</span>
        <ActButton command="recovery_kit.create" size="compact-sm" onClick={onKit}>
          Recovery kit…
        </ActButton>
      </div>
      {status?.problem && (
        <p>
          The last scheduled backup failed: <Words text={status.problem} />
        </p>
      )}
      <ErrorNote error={task.error} />
    </section>
  );
}

function Note({ note, isDue }: { note?: BackupNoteRow | null; isDue: boolean }) {
  return (
    <span className={classes.note}>
      <Moment at={note?.at ?? null} />
      {isDue && <Tag tone="warn">due</Tag>}
      {note?.path && (
        <span className={`faint ${classes.path}`}>
          <Path path={note.path} />
        </span>
      )}
      {note && !note.path && <span className="faint">its file is not there now</span>}
    </span>
  );
}

function scheduleWords({ folder, every_days, keep }: BackupScheduleRow): string {
  return `${every_days === 1 ? "every day" : `every ${every_days} days`}, the last ${keep} kept in ${folder}`;
}
