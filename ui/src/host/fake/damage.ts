import type { CommandError, Damage, DoctorFinding } from "@/bindings/wire";

function hoursAgo(hours: number): string {
  return new Date(Date.now() - hours * 3_600_000).toISOString();
}

const BACKUPS = "/media/admin/backups";

export const TROUBLE: CommandError = {
  code: "damaged",
  message: "the directory is damaged or was sealed with another key: entry 1204 of the journal is missing",
  hint:
    "nothing was changed; restore a backup with `portreeve restore FILE --replace`, or go on from what can be " +
    "proven with `portreeve repair`",
};

export const DAMAGE: Damage = {
  findings: [{ what: "snapshot-1150 is damaged" }, { what: "entry 1204 of the journal is missing or damaged" }],
  is_tried: true,
  proven: { entry: 1203, revision: 1178, at: hoursAgo(3) },
  lost_entries: 7,
  backups: [
    { path: `${BACKUPS}/acme-tuesday.backup`, made_at: hoursAgo(20), revision: 1120, bytes: 418_220 },
    { path: `${BACKUPS}/acme-monday.backup`, made_at: hoursAgo(44), revision: 1064, bytes: 411_002 },
  ],
  absent_backups: [
    { path: "/media/admin/OFFSITE/acme-sunday.backup", made_at: hoursAgo(68), revision: 1011, bytes: 402_771 },
  ],
  advice: "repair",
};

export const KEY_TROUBLE: CommandError = {
  code: "damaged",
  message: "the key file cannot be used: it is missing",
  hint:
    "`portreeve recovery-kit restore` makes it again from two shares and loses nothing; or put back a copy of the file " +
    "`key` in the directory's folder",
};

/** All that can be told of a directory whose key is not at hand. */
export const UNTRIED: Damage = {
  ...DAMAGE,
  findings: [{ what: KEY_TROUBLE.message, hint: KEY_TROUBLE.hint }],
  is_tried: false,
  proven: null,
  lost_entries: null,
  advice: "neither",
};

/** What the examination of everything stored finds, at worst. */
export function findings(worst: "healed" | "lost"): DoctorFinding[] {
  const healed = { what: "entry 1203 of the journal was missing or damaged", outcome: "healed" } as const;
  const lost = { what: "the record of a user is damaged in both copies", outcome: "lost" } as const;
  return worst === "lost" ? [healed, lost] : [healed];
}
