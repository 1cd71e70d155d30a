import { expect, it } from "vitest";
import type { AuditRow, AuditTarget } from "@/bindings/wire";
import { sentenceOf } from "./phrase";

function said(row: Partial<AuditRow>): string {
  return sentenceOf({
    number: 7,
    is_unreadable: false,
    at: "2026-05-03T09:00:00Z",
    actor_name: "",
    via: "window",
    command: "user.disable",
    targets: [],
    more_targets: 0,
    words: "disabled ada",
    detail: "",
    outcome: "done",
    times: 1,
    undoable: false,
    ...row,
  });
}

const ada: AuditTarget = { kind: "user", id: "7", name: "ada", changes: [] };
const billing: AuditTarget = { kind: "client", id: "8", name: "billing", changes: [] };

it("says who it was", () => {
  expect(said({ actor_name: "root" })).toBe("root disabled ada");
  expect(said({})).toBe("Someone disabled ada");
  expect(said({ via: "setup", words: "made the directory" })).toBe("Setup made the directory");
  expect(said({ via: "itself", words: "backed up" })).toBe("Portreeve backed up");
});

it("takes who signed in, and whose app it was, from what the event is about", () => {
  expect(said({ command: "session.sign_in", targets: [ada], words: "signed in" })).toBe("ada signed in");
  const refreshed = { command: "token.refresh", targets: [ada, billing], words: "refreshed a token" };
  expect(said(refreshed)).toBe("billing refreshed a token");
  const refused = {
    command: "session.sign_in",
    targets: [ada],
    outcome: "refused" as const,
    words: "tried to sign in",
  };
  expect(said(refused)).toBe("Someone tried to sign in");
});

it("says of nobody that an event cannot be read", () => {
  expect(said({ is_unreadable: true, words: "this event cannot be read" })).toBe("this event cannot be read");
});
