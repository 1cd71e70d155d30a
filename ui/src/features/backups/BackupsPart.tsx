import type { BackupNoteRow, BackupScheduleRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { Line, Part } from "@/shared/Page";
import { Path } from "@/shared/Path";
import { useCommand, useRun, useTask } from "@/shared/query";
import { Tag } from "@/shared/Tag";
import { toast } from "@/shared/toast";
import { Words } from "@/shared/Words";

interface BackupsPartProps {
  onBackUp(): void;
  onRehearse(): void;
  onSchedule(): void;
}

/** When a backup was last made and tested, and buttons for both. */
export function BackupsPart({ onBackUp, onRehearse, onSchedule }: BackupsPartProps) {
  const { data: status, error } = useCommand("backup.status", {});
  const run = useRun();
  const task = useTask();
  const end = () =>
    task.run(async () => {
      await run("backup.unschedule", {});
      toast("Automatic backups are off. Existing ones stay.");
    });
  return (
    <Part
      title="Backups"
      about="A backup contains everything. One that was never tested may not be one: a test opens it in memory and touches nothing."
    >
      <ErrorNote error={error} />
      <Line
        term="Last made"
        acts={
          <ActButton command="backup.create" size="compact-sm" onClick={onBackUp}>
            Back up now…
          </ActButton>
        }
      >
        {status && <Note note={status.made} isDue={status.is_backup_due} />}
      </Line>
      <Line
        term="Last tested"
        acts={
          <ActButton command="backup.verify" size="compact-sm" onClick={onRehearse}>
            Test a backup…
          </ActButton>
        }
      >
        {status && <Note note={status.rehearsed} isDue={status.is_rehearsal_due} />}
      </Line>
      <Line
        term="Automatic"
        acts={
          <>
            {status?.schedule && (
              <ActButton command="backup.unschedule" size="compact-sm" onClick={end}>
                End
              </ActButton>
            )}
            <ActButton command="backup.schedule" size="compact-sm" onClick={onSchedule}>
              {status?.schedule ? "Change…" : "Schedule…"}
            </ActButton>
          </>
        }
      >
        {status?.schedule ? <span>{scheduleWords(status.schedule)}</span> : <span className="dim">off</span>}
        {status?.problem && <Tag tone="bad">not made</Tag>}
      </Line>
      {status?.problem && (
        <p>
          The last scheduled backup failed: <Words text={status.problem} />
        </p>
      )}
      <ErrorNote error={task.error} />
    </Part>
  );
}

function Note({ note, isDue }: { note?: BackupNoteRow | null; isDue: boolean }) {
  return (
    <>
      <Moment at={note?.at ?? null} />
      {isDue && <Tag tone="warn">due</Tag>}
      {note?.path && (
        <span className="faint">
          <Path path={note.path} />
        </span>
      )}
      {note && !note.path && <span className="faint">its file is not there now</span>}
    </>
  );
}

function scheduleWords({ folder, every_days, keep }: BackupScheduleRow): string {
  return `${every_days === 1 ? "every day" : `every ${every_days} days`}, the last ${keep} kept in ${folder}`;
}
