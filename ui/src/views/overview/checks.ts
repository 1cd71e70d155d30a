import type { BackupStatusResponse, DirectoryResponse, DoctorResponse } from "@/bindings/wire";
import { backupWords, rehearsalWords } from "@/features/backups/standing";
import { checkWords } from "@/features/health/StoredData";
import type { CommandName } from "@/host/host";
import { count } from "@/shared/count";
import { roughly } from "@/shared/time";
import type { TabPath } from "../screens";

export interface Check {
  isMet: boolean;
  /** Whether something is lost. */
  isGrave?: boolean;
  /** The state in words. */
  words: string;
  /** The action that solves it, if the check fails. */
  verb: string;
  /** The command that the action performs or leads to. */
  command?: CommandName;
  run(): void;
}

export interface CheckMoves {
  showPeople(filter: string): void;
  /** Accepts the computer's clock from now on. */
  acceptClock(): void;
  open(tab: TabPath, what?: string): void;
}

/** What a healthy directory has, and the one action that provides what is missing. */
export function checks(
  directory: DirectoryResponse,
  backups: BackupStatusResponse | undefined,
  checked: DoctorResponse | null,
  { showPeople, acceptClock, open }: CheckMoves,
): Check[] {
  const { superusers, users, active_users, groups, clients, key_location, clock_behind_secs } = directory;
  const place = key_location === "os_keychain" ? "in this computer's keychain" : "in a passphrase-protected file";
  return [
    ...(checked ? [storedCheck(checked, open)] : []),
    ...(clock_behind_secs ? [clockCheck(clock_behind_secs, acceptClock)] : []),
    {
      isMet: superusers > 1,
      words:
        superusers > 1
          ? `${count(superusers, "superuser")} can sign in`
          : "Only one superuser: if that password is lost, nobody can reset it",
      verb: "Add a superuser",
      command: "user.update",
      run: () => showPeople("is:active -is:superuser"),
    },
    {
      isMet: users > 1,
      words: users > 1 ? `${count(active_users, "person", "people")} can sign in` : "You are the only one here",
      verb: "Import people",
      command: "import.django",
      run: () => open("/data/import"),
    },
    {
      isMet: groups > 0,
      words: groups > 0 ? `${count(groups, "group")} to grant permissions by` : "There are no groups yet",
      verb: "Add group",
      command: "group.create",
      run: () => open("/groups", "new"),
    },
    {
      isMet: clients > 0,
      words: clients > 0 ? `${count(clients, "app")} connected` : "No app is connected yet",
      verb: "Add app",
      command: "client.create",
      run: () => open("/apps/all", "new"),
    },
    ...(backups ? backupChecks(backups, open) : []),
    { isMet: true, words: `Data is encrypted; the key is ${place}`, verb: "", run: () => undefined },
  ];
}

/** Time goes on here meanwhile; a person has to say which of the two is right. */
function clockCheck(behind_secs: number, acceptClock: () => void): Check {
  return {
    isMet: false,
    words: `This computer's clock went back by ${roughly(behind_secs)}. Correct it, or accept it (this signs everyone out)`,
    verb: "Accept new time",
    command: "clock.accept",
    run: acceptClock,
  };
}

/** A failed schedule matters more than the age of the last backup. */
function madeCheck(backups: BackupStatusResponse, open: CheckMoves["open"]): Check {
  const { problem } = backups;
  return {
    isMet: !problem && !backups.is_backup_due,
    words: problem ? `The scheduled backup was not made: ${problem}` : backupWords(backups, Date.now()),
    verb: problem ? "See its schedule" : "Back up now",
    command: problem ? "backup.schedule" : "backup.create",
    run: () => open("/data/backups", problem ? "schedule" : "backup"),
  };
}

/** Without a backup there is nothing to test. */
function backupChecks(backups: BackupStatusResponse, open: CheckMoves["open"]): Check[] {
  const made = madeCheck(backups, open);
  const rehearsed: Check = {
    isMet: !backups.is_rehearsal_due,
    words: rehearsalWords(backups, Date.now()),
    verb: "Test one",
    command: "backup.verify",
    run: () => open("/data/backups", "rehearse"),
  };
  return backups.made ? [made, rehearsed] : [made];
}

/** Known only after a check since the window opened. */
function storedCheck(checked: DoctorResponse, open: CheckMoves["open"]): Check {
  return {
    isMet: checked.is_well,
    isGrave: true,
    words: checkWords(checked),
    verb: "See what",
    command: "directory.doctor",
    run: () => open("/data/health"),
  };
}
