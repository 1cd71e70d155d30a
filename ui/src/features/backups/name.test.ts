import { expect, it } from "vitest";
import { suggestedBackupName } from "./name";

it("names a backup after the team and the day", () => {
  const day = new Date(2026, 4, 3);
  expect(suggestedBackupName("Acme Ltd. / North", day)).toBe("acme-ltd-north-2026-05-03.backup");
  expect(suggestedBackupName("…", day)).toBe("portreeve-2026-05-03.backup");
});
