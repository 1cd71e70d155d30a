// Made from the command list by `cargo xtask bindings`. Do not edit.

import type { ErrorClass } from "./wire";

/** How much it matters: `wrong` can be mended on the spot, `blocked` needs something else first, `broken` is grave. */
export type Severity = "wrong" | "blocked" | "broken";

/** What the window offers beside the words. */
export type ErrorAction = "none" | "retry" | "sign_in" | "unlock";

export interface ErrorEntry {
  severity: Severity;
  title: string;
  action: ErrorAction;
}

/** Each class of errors. */
export const ERRORS: Record<ErrorClass, ErrorEntry> = {
  invalid_request: { severity: "wrong", title: "That cannot be used", action: "none" },
  not_signed_in: { severity: "blocked", title: "You are signed out", action: "sign_in" },
  wrong_credentials: { severity: "wrong", title: "Not signed in", action: "none" },
  forbidden: { severity: "blocked", title: "Not allowed", action: "none" },
  not_found: { severity: "wrong", title: "Not found", action: "none" },
  name_taken: { severity: "wrong", title: "This name is taken", action: "none" },
  rule_violated: { severity: "blocked", title: "Not possible", action: "none" },
  conflict: { severity: "blocked", title: "Someone else changed this", action: "retry" },
  busy: { severity: "blocked", title: "Busy", action: "retry" },
  locked: { severity: "blocked", title: "The window is locked", action: "unlock" },
  proof_needed: { severity: "blocked", title: "Your password is needed", action: "none" },
  rejected: { severity: "wrong", title: "Not accepted", action: "none" },
  unavailable: { severity: "blocked", title: "The directory is out of reach", action: "retry" },
  disk_failed: { severity: "broken", title: "The disk failed", action: "retry" },
  damaged: { severity: "broken", title: "Part of the directory is damaged", action: "none" },
  internal: { severity: "broken", title: "A fault in Portreeve", action: "retry" },
  cancelled: { severity: "wrong", title: "Cancelled", action: "none" },
};

/** Reasons with a title of their own; any other reason has its class's. */
export const TITLES: Readonly<Record<string, string>> = {
  "password.rejected": "This password is too weak",
  "password.too_many_attempts": "Too many wrong passwords",
  "import.unreadable": "The file cannot be read",
  "import.not_json": "The file is not JSON",
  "import.cut_short": "The file is incomplete",
  "import.not_a_dump": "The file contains no people",
  "import.hash_too_costly": "A password in the file is too costly to check",
  "import.collision": "Two names in the file collide",
  "import.rejected": "The file cannot be imported",
  "preset.rejected": "The preset does not fit",
  "target.unwritable": "The file was not written",
  "directory.absent": "No directory here",
  "directory.exists": "There is a directory already",
  "directory.in_use": "The directory is in use",
  "folder.unsafe": "The folder is not safe",
  "keychain.locked": "The keychain is locked",
  "keychain.absent": "The key is not in the keychain",
  "passphrase.wrong": "Wrong passphrase",
  "folder.shared": "This folder is shared with other computers",
  "disk.full": "The disk is full",
  "directory.rolled_back": "An older copy was put back",
  "backup.unreadable": "The backup cannot be read",
  "backup.not_a_backup": "Not a backup file",
  "backup.cut_short": "The backup is incomplete",
  "backup.damaged": "The backup is damaged",
  "backup.newer": "The backup is from a newer version",
  "backup.foreign": "The backup belongs to another team",
  "share.rejected": "These pages do not belong together",
  "folder.read_only": "The folder is read-only",
};
