import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconX } from "@tabler/icons-react";
import { useLayoutEffect, useRef } from "react";
import type { JobProgress, JobRow } from "@/bindings/wire";
import { useStatus } from "@/features/session/status";
import { useHost } from "@/host/context";
import { useActions, WINDOW_GROUP } from "@/shared/actions";
import { figure } from "@/shared/count";
import { useJobs } from "@/shared/jobs";
import { useTask } from "@/shared/query";
import { dismiss, type Report, useReports } from "@/shared/reports";
import { fileSize } from "@/shared/size";
import { t } from "@/texts";
import classes from "./JobBar.module.css";

/** What goes on and what became of it, below every page: in numbers while locked, with reports and Cancel otherwise. */
export function JobBar() {
  const host = useHost();
  const { jobs, is_closing } = useJobs();
  const { data: status } = useStatus();
  const everything = useReports();
  const reports = status?.state === "signed_in" ? everything : [];
  const task = useTask();
  const canCancel = status?.state !== "locked";
  const bar = useRef<HTMLElement>(null);
  const isShown = jobs.length > 0 || reports.length > 0;

  const cancel = ({ id }: JobRow) => task.run(() => host.ask("cancel_job", { id }));
  useActions(
    jobs
      .filter((job) => canCancel && isCancellable(job))
      .map((job) => ({
        id: `cancel ${job.id}`,
        label: t("jobs.cancel", { what: nameOf(job.command) }),
        group: WINDOW_GROUP,
        run: () => cancel(job),
      })),
  );

  // Toasts stay above it.
  useLayoutEffect(() => {
    if (!isShown || !bar.current) return;
    const root = document.documentElement;
    const of = bar.current;
    const measure = () => root.style.setProperty("--below", `${of.offsetHeight}px`);
    const observer = new ResizeObserver(measure);
    observer.observe(of);
    measure();
    return () => {
      observer.disconnect();
      root.style.removeProperty("--below");
    };
  }, [isShown]);

  if (!isShown) return null;
  return (
    <section ref={bar} className={classes.bar} aria-label={t("jobs.title")}>
      {jobs.map((job) => (
        <Job key={job.id} job={job} onCancel={canCancel ? () => cancel(job) : undefined} />
      ))}
      {is_closing && (
        <div className={classes.row}>
          <span role="status" className={classes.words}>
            {t("jobs.closes")}
          </span>
          <Button size="compact-sm" onClick={() => task.run(() => host.ask("stay_open", {}))}>
            {t("jobs.stay")}
          </Button>
        </div>
      )}
      {reports.map((report) => (
        <ReportRow key={report.id} report={report} />
      ))}
    </section>
  );
}

function Job({ job, onCancel }: { job: JobRow; onCancel?: () => void }) {
  const name = nameOf(job.command);
  const { progress } = job;
  const words = progress ? stageWords(progress) : "";
  const left = progress ? leftWords(progress) : "";
  return (
    <div className={classes.row}>
      <strong>{name}</strong>
      <progress
        className={classes.progress}
        aria-label={name}
        aria-valuetext={[words, left].filter((text) => text !== "").join(", ") || undefined}
        // Without a value it moves to and fro.
        {...(progress && progress.of > 0 ? { value: progress.done, max: progress.of } : {})}
      />
      <span className={`${classes.words} num`}>{words}</span>
      <span className={`${classes.left} num`}>{left}</span>
      {onCancel && (
        <Button size="compact-sm" disabled={!isCancellable(job)} onClick={onCancel}>
          {job.is_cancelled ? t("jobs.cancelling") : t("common.cancel")}
        </Button>
      )}
    </div>
  );
}

function ReportRow({ report: { id, title, details, isBad, undo } }: { report: Report }) {
  const Icon = isBad ? IconAlertTriangle : IconCircleCheck;
  return (
    <article className={classes.report} data-bad={isBad || undefined} aria-label={t("jobs.report")}>
      <div className={classes.row}>
        <Icon size={16} aria-hidden className={classes.icon} />
        <span role={isBad ? "alert" : "status"} className={classes.words}>
          {title}
        </span>
        {undo && (
          <Button
            size="compact-sm"
            onClick={() => {
              dismiss(id);
              undo();
            }}
          >
            {t("jobs.undo")}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" aria-label={t("jobs.dismiss")} onClick={() => dismiss(id)}>
          <IconX size={14} aria-hidden />
        </Button>
      </div>
      {details.length > 0 && (
        <details className={classes.details}>
          <summary>{t("jobs.details")}</summary>
          <ul>
            {details.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

/** The kind of work. It names nobody. */
function nameOf(command: string): string {
  switch (command) {
    case "user.change_many":
      return t("jobs.change_people");
    case "import.people":
      return t("jobs.import");
    case "directory.doctor":
      return t("jobs.check");
    case "audit.verify":
    case "audit.check":
      return t("jobs.verify_activity");
    case "audit.prune":
      return t("jobs.remove_activity");
    case "backup.create":
      return t("jobs.back_up");
    case "backup.verify":
      return t("jobs.test_backup");
    case "backup.schedule":
      return t("jobs.schedule");
    case "restore":
      return t("jobs.restore");
    default:
      return t("jobs.other");
  }
}

function isCancellable({ is_cancelled, progress }: JobRow): boolean {
  return !is_cancelled && progress?.stage !== "saving";
}

function stageWords({ stage, done, of }: JobProgress): string {
  if (stage === "saving") return t("jobs.saving");
  if (of === 0) return "";
  const shown = stage === "reading" ? fileSize : figure;
  return t(`jobs.${stage}`, { done: shown(done), of: shown(of) });
}

function leftWords({ left_secs: secs }: JobProgress): string {
  if (!secs) return "";
  return secs < 60 ? t("jobs.seconds_left", { count: secs }) : t("jobs.minutes_left", { count: Math.round(secs / 60) });
}
