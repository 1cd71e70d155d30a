import type {
  BackupCreateRequest,
  BackupCreateResponse,
  BackupNoteRow,
  BackupRow,
  BackupScheduleRequest,
  BackupScheduleRow,
  BackupStatusResponse,
  BackupVerifyRequest,
  BackupVerifyResponse,
} from "@/bindings/wire";
import { refuse } from "./refuse";

const DAY_MS = 86_400_000;
const DUE_DAYS = 30;

/** Opens every backup that was there before. */
const PASSPHRASE = "correct horse";

function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString();
}

function isOlder(note: BackupNoteRow | null, days: number): boolean {
  return note === null || Date.parse(note.at) < Date.now() - days * DAY_MS;
}

/** What a backup would hold now. */
type Contents = Pick<BackupRow, "directory" | "team" | "users" | "groups" | "clients">;

/** The backups of a made-up directory. Any path that ends in ".backup" is one. */
export class FakeBackups {
  made: BackupNoteRow | null = null;
  rehearsed: BackupNoteRow | null = null;
  private schedule: BackupScheduleRow | null = null;
  /** Why the scheduled one was not made. */
  problem: string | null = null;
  /** Those made here, with their passphrases; none has one that is for recipients. */
  private readonly files = new Map<string, { backup: BackupRow; passphrase: string | null }>();

  constructor(private readonly contents: () => Contents) {}

  /** As after a few months of use: made two days ago and, unless all was done, not rehearsed for too long. */
  settle(how: "none" | "late" | "done") {
    const file = (name: string) => `/home/admin/backups/${name}.backup`;
    this.made = how === "none" ? null : { at: daysAgo(2), path: file("acme-nightly") };
    this.rehearsed = how === "none" ? null : { at: daysAgo(how === "done" ? 5 : 41), path: file("acme-september") };
  }

  create({ path, replace, passphrase, recipients }: BackupCreateRequest): BackupCreateResponse {
    if (!path.startsWith("/")) {
      refuse("target_unwritable", `${path} is not an absolute path; nothing was written`, "start it with a slash");
    }
    if (this.files.has(path) && !replace) {
      refuse(
        "target_unwritable",
        `${path} is there already; it was not touched`,
        "choose another name or folder; `--force`, or choosing it in the window's dialog, replaces it",
      );
    }
    const wrong = recipients?.find((recipient) => !recipient.startsWith("age1"));
    if (wrong) refuse("invalid_request", `\`${wrong}\` is not an age recipient`, "`age-keygen` makes one");
    if (!recipients?.length && (passphrase ?? "").length < 8) {
      refuse(
        "password_rejected",
        "the passphrase is shorter than 8 characters; nothing was written",
        "four or five unrelated words make a good one",
      );
    }
    const backup = this.row(new Date().toISOString());
    this.files.set(path, { backup, passphrase: passphrase ?? null });
    this.made = { at: backup.made_at, path };
    return { path, backup, took_ms: 1840 };
  }

  verify(request: BackupVerifyRequest): BackupVerifyResponse {
    const backup = this.open(request);
    this.rehearsed = { at: new Date().toISOString(), path: request.path };
    return { backup, keys: 2, is_of_this_directory: true };
  }

  /** Has them made without being asked for, the first at once; `null` ends that. */
  plan(request: BackupScheduleRequest | null): BackupStatusResponse {
    this.schedule = null;
    if (request) {
      const { folder, every_days, keep, passphrase, recipients } = request;
      const { backup } = this.create({ path: `${folder}/portreeve.backup`, replace: true, passphrase, recipients });
      this.schedule = { folder, every_days, keep, last_at: backup.made_at, recipients: recipients ?? [] };
    }
    return this.status();
  }

  status(): BackupStatusResponse {
    return {
      made: this.made,
      rehearsed: this.rehearsed,
      schedule: this.schedule,
      problem: this.problem,
      is_backup_due: isOlder(this.made, DUE_DAYS),
      is_rehearsal_due: isOlder(this.rehearsed, DUE_DAYS),
    };
  }

  /** What a restore or a rehearsal reads first. */
  open({ path, passphrase, identity }: BackupVerifyRequest): BackupRow {
    if (!path.endsWith(".backup")) {
      refuse(
        "not_a_backup",
        `${path}: this file is not a backup; nothing was changed`,
        "`portreeve backup FILE` makes one",
      );
    }
    const file = this.files.get(path) ?? { backup: this.row(daysAgo(2)), passphrase: PASSPHRASE };
    if (file.passphrase === null ? !identity?.startsWith("AGE-SECRET-KEY-") : file.passphrase !== passphrase) {
      refuse(
        "wrong_passphrase",
        `${path}: the passphrase does not open it; nothing was changed`,
        "try again; nobody can open it without",
      );
    }
    return file.backup;
  }

  private row(made_at: string): BackupRow {
    const contents = this.contents();
    const records = contents.users * 3 + contents.groups + contents.clients + 40;
    return { ...contents, made_at, records, bytes: records * 412 };
  }
}
