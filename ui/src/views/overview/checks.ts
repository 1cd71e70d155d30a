import type { DirectoryResponse, DoctorResponse, OverviewResponse } from "@/bindings/wire";
import { backupWords, rehearsalWords } from "@/features/backups/standing";
import { checkWords } from "@/features/health/StoredData";
import type { CommandName } from "@/host/host";
import { fileSize } from "@/shared/size";
import { day, daysBetween, roughly } from "@/shared/time";
import { t } from "@/texts";
import type { TabPath } from "../screens";

/** Where it is settled. */
interface Way {
  verb: string;
  /** What is performed there. */
  command: CommandName;
  to: TabPath;
  /** The pane that is open there. */
  open?: string;
  /** The list there is narrowed to this. */
  filter?: { place: string; text: string };
}

/** Settled at once. */
interface Act {
  verb: string;
  command: CommandName;
  run(): void;
}

export interface Check {
  /** `needs`: a person has to act; `waits`: nothing is wrong, and something is still to come; `good`: as it should be. */
  standing: "needs" | "waits" | "good";
  /** Whether something is lost. */
  isGrave?: boolean;
  /** The state in words. */
  words: string;
  /** The one act that settles it. */
  act?: Way | Act;
}

/** Signing keys are replaced after so many days. */
const KEY_OLD_DAYS = 90;

export interface Known {
  overview: OverviewResponse;
  directory: DirectoryResponse;
  /** The last check of stored data since the window opened. */
  checked: DoctorResponse | null;
  now: number;
  /** Accepts the computer's clock from now on. */
  acceptClock(): void;
}

/** How the directory stands, the gravest first. What the account cannot see is absent. */
export function checks({ overview, directory, checked, now, acceptClock }: Known): Check[] {
  const { passwords, keeping, unused_sessions, oldest_key_at } = overview;
  return [
    ...(keeping ? [storedCheck(checked)] : []),
    ...clockChecks(directory.clock_behind_secs ?? null, acceptClock),
    ...(keeping ? diskChecks(keeping.disk_left ?? null, keeping.is_disk_low) : []),
    ...backupChecks(overview, now),
    ...(keeping ? [kitCheck(keeping.recovery_kit_at ?? null)] : []),
    ...(passwords ? [superuserCheck(passwords.superusers)] : []),
    ...(oldest_key_at ? [keyCheck(daysBetween(oldest_key_at, now))] : []),
    ...(unused_sessions == null ? [] : [sessionCheck(unused_sessions)]),
    ...(passwords ? [hashCheck(passwords.old_hashes)] : []),
    ...(keeping ? [placeCheck(directory)] : []),
  ];
}

/** Whether the account sees everything that is looked at here: only then can it be said that all is good. */
export function seesAll({ passwords, keeping, unused_sessions, news }: OverviewResponse): boolean {
  return [passwords, keeping, unused_sessions, news].every((part) => part != null);
}

function storedCheck(checked: DoctorResponse | null): Check {
  const words = checked ? checkWords(checked) : t("overview.not_checked");
  if (checked?.is_well) return { standing: "good", words };
  const act = { command: "directory.doctor", to: "/data/health" } as const;
  return checked
    ? { standing: "needs", isGrave: true, words, act: { verb: t("overview.see_what"), ...act } }
    : { standing: "waits", words, act: { verb: t("overview.check"), ...act } };
}

/** Time goes on here meanwhile; a person has to say which of the two is right. */
function clockChecks(behind_secs: number | null, run: () => void): Check[] {
  if (!behind_secs) return [];
  const words = t("overview.clock_back", { time: roughly(behind_secs) });
  return [{ standing: "needs", words, act: { verb: t("overview.accept_time"), command: "clock.accept", run } }];
}

function diskChecks(left: number | null, isLow: boolean): Check[] {
  if (left === null) return [];
  if (!isLow) return [{ standing: "good", words: t("overview.disk_left", { size: fileSize(left) }) }];
  return [
    {
      standing: "needs",
      words: t("overview.disk_low", { size: fileSize(left) }),
      act: { verb: t("overview.remove_leftovers"), command: "directory.doctor", to: "/data/health" },
    },
  ];
}

/** A failed schedule matters more than the age of the last backup. Without a backup there is nothing to test. */
function backupChecks({ backups }: OverviewResponse, now: number): Check[] {
  const { problem, made, is_backup_due, is_rehearsal_due } = backups;
  const madeCheck: Check = problem
    ? {
        standing: "needs",
        words: t("overview.backup_failed", { problem }),
        act: { verb: t("overview.see_schedule"), command: "backup.schedule", to: "/data/backups", open: "schedule" },
      }
    : {
        standing: is_backup_due ? "needs" : "good",
        words: backupWords(backups, now),
        act: { verb: t("overview.back_up"), command: "backup.create", to: "/data/backups", open: "backup" },
      };
  if (!made) return [madeCheck];
  return [
    madeCheck,
    {
      standing: is_rehearsal_due ? "needs" : "good",
      words: rehearsalWords(backups, now),
      act: { verb: t("overview.test"), command: "backup.verify", to: "/data/backups", open: "rehearse" },
    },
  ];
}

function kitCheck(made_at: string | null): Check {
  if (made_at) return { standing: "good", words: t("overview.kit_made", { day: day(made_at) }) };
  return {
    standing: "needs",
    words: t("overview.no_kit"),
    act: { verb: t("overview.print"), command: "recovery_kit.create", to: "/data/backups", open: "kit" },
  };
}

function superuserCheck(superusers: number): Check {
  if (superusers > 1) return { standing: "good", words: t("overview.superusers", { count: superusers }) };
  return {
    standing: "needs",
    words: superusers === 1 ? t("overview.one_superuser") : t("overview.no_superuser"),
    act: {
      verb: t("overview.add_superuser"),
      command: "user.update",
      to: "/people",
      filter: { place: "people", text: "is:active -is:superuser" },
    },
  };
}

function keyCheck(days: number): Check {
  if (days <= KEY_OLD_DAYS) return { standing: "good", words: t("overview.keys_young", { days: KEY_OLD_DAYS }) };
  return {
    standing: "needs",
    words: t("overview.key_old", { count: days }),
    act: { verb: t("overview.replace_keys"), command: "key.rotate", to: "/apps/keys" },
  };
}

function sessionCheck(unused: number): Check {
  if (unused === 0) return { standing: "good", words: t("overview.no_session_left") };
  return {
    standing: "needs",
    words: t("overview.sessions_left", { count: unused }),
    act: {
      verb: t("overview.see_which"),
      command: "session.list",
      to: "/sign-in",
      filter: { place: "sessions", text: "-is:app older:1h" },
    },
  };
}

function hashCheck(old: number): Check {
  if (old === 0) return { standing: "good", words: t("overview.hashes_new") };
  return {
    standing: "waits",
    words: t("overview.hashes_old", { count: old }),
  };
}

function placeCheck({ key_location }: DirectoryResponse): Check {
  const words = key_location === "os_keychain" ? t("overview.key_in_keychain") : t("overview.key_in_file");
  return { standing: "good", words };
}
