// Made from the command list by `cargo xtask bindings`. Do not edit.

import type { ErrorCode } from "./wire";

/** How much it matters: `wrong` can be mended on the spot, `blocked` needs something else first, `broken` is grave. */
export type Severity = "wrong" | "blocked" | "broken";

/** What the window offers beside the words. */
export type ErrorAction = "none" | "retry" | "sign_in" | "unlock";

export interface ErrorEntry {
  severity: Severity;
  title: string;
  action: ErrorAction;
}

export const ERRORS: Record<ErrorCode, ErrorEntry> = {
  invalid_request: { severity: "wrong", title: "That cannot be used", action: "none" },
  not_signed_in: { severity: "blocked", title: "You are signed out", action: "sign_in" },
  wrong_credentials: { severity: "wrong", title: "Not signed in", action: "none" },
  too_many_attempts: { severity: "wrong", title: "Too many wrong passwords", action: "none" },
  proof_needed: { severity: "blocked", title: "Your password is needed", action: "none" },
  forbidden: { severity: "blocked", title: "Not allowed", action: "none" },
  not_found: { severity: "wrong", title: "Not found", action: "none" },
  name_taken: { severity: "wrong", title: "The name is taken", action: "none" },
  password_rejected: { severity: "wrong", title: "Choose another password", action: "none" },
  rule_violated: { severity: "blocked", title: "Not possible", action: "none" },
  conflict: { severity: "blocked", title: "Changed in between", action: "retry" },
  busy: { severity: "blocked", title: "Busy", action: "retry" },
  locked: { severity: "blocked", title: "The window is locked", action: "unlock" },
  import_unreadable: { severity: "wrong", title: "The file cannot be read", action: "none" },
  import_not_json: { severity: "wrong", title: "The file is not JSON", action: "none" },
  import_cut_short: { severity: "wrong", title: "The file ends in the middle", action: "none" },
  import_not_a_dump: { severity: "wrong", title: "The file holds no users", action: "none" },
  import_hash_too_costly: { severity: "wrong", title: "A password in the file is too costly to check", action: "none" },
  import_collision: { severity: "wrong", title: "Two names in the file collide", action: "none" },
  import_rejected: { severity: "wrong", title: "The file cannot be imported", action: "none" },
  preset_rejected: { severity: "wrong", title: "The preset does not fit", action: "none" },
  target_unwritable: { severity: "wrong", title: "The file was not written", action: "none" },
  backup_unreadable: { severity: "wrong", title: "The backup cannot be read", action: "none" },
  not_a_backup: { severity: "wrong", title: "The file is no backup", action: "none" },
  backup_cut_short: { severity: "wrong", title: "The backup ends in the middle", action: "none" },
  backup_damaged: { severity: "wrong", title: "The backup is damaged", action: "none" },
  backup_newer: { severity: "wrong", title: "The backup is from a newer version", action: "none" },
  backup_foreign: { severity: "wrong", title: "The backup is of another directory", action: "none" },
  share_rejected: { severity: "wrong", title: "The shares do not fit", action: "none" },
  directory_absent: { severity: "blocked", title: "No directory here", action: "retry" },
  directory_exists: { severity: "blocked", title: "There is a directory already", action: "retry" },
  directory_in_use: { severity: "blocked", title: "The directory is in use", action: "retry" },
  folder_unsafe: { severity: "blocked", title: "The folder is not safe", action: "retry" },
  folder_shared: { severity: "wrong", title: "Other machines write there, too", action: "none" },
  keychain_locked: { severity: "blocked", title: "The keychain is locked", action: "retry" },
  keychain_absent: { severity: "blocked", title: "The key is not in the keychain", action: "retry" },
  wrong_passphrase: { severity: "wrong", title: "Wrong passphrase", action: "none" },
  disk_full: { severity: "broken", title: "The disk is full", action: "retry" },
  disk_failed: { severity: "broken", title: "The disk failed", action: "retry" },
  damaged: { severity: "broken", title: "Part of the directory is damaged", action: "none" },
  rolled_back: { severity: "broken", title: "An older copy was put back", action: "none" },
  internal: { severity: "broken", title: "A fault in Portreeve", action: "retry" },
};
