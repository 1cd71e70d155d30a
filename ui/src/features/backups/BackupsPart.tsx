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
import { Trans, t } from "@/texts";

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
      toast(t("backups.ended"));
    });
  return (
    <Part title={t("backups.title")} about={t("backups.about")}>
      <ErrorNote error={error} />
      <Line
        term={t("backups.last_made")}
        acts={
          <ActButton command="backup.create" size="compact-sm" onClick={onBackUp}>
            {t("backups.back_up_now_form")}
          </ActButton>
        }
      >
        {status && <Note note={status.made} isDue={status.is_backup_due} />}
      </Line>
      <Line
        term={t("backups.last_tested")}
        acts={
          <ActButton command="backup.verify" size="compact-sm" onClick={onRehearse}>
            {t("backups.test_form")}
          </ActButton>
        }
      >
        {status && <Note note={status.rehearsed} isDue={status.is_rehearsal_due} />}
      </Line>
      <Line
        term={t("backups.automatic")}
        acts={
          <>
            {status?.schedule && (
              <ActButton command="backup.unschedule" size="compact-sm" onClick={end}>
                {t("backups.end")}
              </ActButton>
            )}
            <ActButton command="backup.schedule" size="compact-sm" onClick={onSchedule}>
              {t(status?.schedule ? "backups.change_form" : "backups.schedule_form")}
            </ActButton>
          </>
        }
      >
        {status?.schedule ? (
          <span>{scheduleWords(status.schedule)}</span>
        ) : (
          <span className="dim">{t("backups.off")}</span>
        )}
        {status?.problem && <Tag tone="bad">{t("backups.not_made")}</Tag>}
      </Line>
      {status?.problem && (
        <p>
          <Trans i18nKey="backups.failed" components={{ problem: <Words text={status.problem} /> }} />
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
      {isDue && <Tag tone="warn">{t("backups.due")}</Tag>}
      {note?.path && (
        <span className="faint">
          <Path path={note.path} />
        </span>
      )}
      {note && !note.path && <span className="faint">{t("backups.file_absent")}</span>}
    </>
  );
}

function scheduleWords({ folder, every_days, keep }: BackupScheduleRow): string {
  return t("backups.every", { count: every_days, keep, folder });
}
