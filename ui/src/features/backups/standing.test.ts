import { expect, it } from "vitest";
import type { BackupStatusResponse } from "@/bindings/wire";
import { backupWords, rehearsalWords } from "./standing";

const NOW = Date.parse("2026-06-13T12:00:00Z");
const never: BackupStatusResponse = { made: null, rehearsed: null, is_backup_due: true, is_rehearsal_due: true };
const at = (moment: string) => ({ at: moment, path: "/backups/team.backup" });

it("says how old the last backup is, and what to do when there is none", () => {
  expect(backupWords(never, NOW)).toMatch(/^No backup yet/);
  expect(backupWords({ ...never, made: at("2026-05-03T12:00:00Z") }, NOW)).toBe("The last backup is 41 days old");
  const fresh = { ...never, made: at("2026-06-12T09:00:00Z"), is_backup_due: false };
  expect(backupWords(fresh, NOW)).toBe("Backed up 1 day ago");
});

it("says since when nobody has rehearsed one", () => {
  expect(rehearsalWords(never, NOW)).toMatch(/^No backup has been tested yet/);
  const late = { ...never, rehearsed: at("2026-05-03T12:00:00Z") };
  expect(rehearsalWords(late, NOW)).toBe("No backup tested for 41 days");
  const done = { ...never, rehearsed: at("2026-06-13T09:00:00Z"), is_rehearsal_due: false };
  expect(rehearsalWords(done, NOW)).toBe("A backup was tested today");
});
