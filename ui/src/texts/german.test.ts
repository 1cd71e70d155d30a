import { expect, it, vi } from "vitest";
import type { AuditRow, AuditTarget } from "@/bindings/wire";
import { fileSize } from "@/shared/size";
import { duration, parseDuration, relativeTime, roughly } from "@/shared/time";
import { eventWords } from "./host";

// The language is fixed as soon as the texts are loaded.
vi.hoisted(() => localStorage.setItem("portreeve.language", "de"));

const ada: AuditTarget = { kind: "user", id: "7", name: "ada", changes: [] };
const bo: AuditTarget = { kind: "user", id: "8", name: "bo", changes: [] };

function said(row: Partial<AuditRow>): string {
  return eventWords({
    number: 7,
    is_unreadable: false,
    at: "2026-05-03T09:00:00Z",
    actor_name: "root",
    via: "window",
    command: "user.disable",
    targets: [ada],
    more_targets: 0,
    words: "disabled ada",
    detail: "",
    outcome: "done",
    times: 1,
    undoable: false,
    ...row,
  });
}

it("says what an event did or tried", () => {
  expect(said({})).toBe("hat ada deaktiviert");
  expect(said({ outcome: "refused" })).toBe("hat versucht, ada zu deaktivieren");
  expect(said({ targets: [] })).toBe("hat jemanden deaktiviert");
  expect(said({ targets: [ada, bo], more_targets: 99_999 })).toBe("hat 100.001 Personen deaktiviert");
});

it("says what has changed", () => {
  const change = (field: string) => ({ field, before: "old", after: "new" });
  const changed = { ...ada, changes: [change("email"), change("first_name"), change("email")] };
  expect(said({ command: "user.update", targets: [changed] })).toBe("hat E-Mail und Vorname von ada geändert");
  const renamed: AuditTarget = { kind: "group", id: "9", name: "Ops", changes: [change("name")] };
  expect(said({ command: "group.rename", targets: [renamed] })).toBe("hat old in Ops umbenannt");
  const granted = { ...ada, changes: [{ field: "permissions", before: "", after: "wiki.edit" }] };
  expect(said({ command: "user.grant", targets: [granted] })).toBe("hat ada wiki.edit erteilt");
});

it("says what Portreeve did as what it did", () => {
  expect(said({ command: "backup.schedule", via: "itself", targets: [] })).toBe("hat eine Sicherung erstellt");
  expect(said({ command: "backup.schedule", targets: [] })).toBe("hat Sicherungen geplant");
});

it("leaves to the host's words what it does not know", () => {
  expect(said({ command: "user.teleport" })).toBe("disabled ada");
  expect(said({ is_unreadable: true, words: "this event cannot be read" })).toBe("this event cannot be read");
});

it("writes spans, sizes and figures as German does, and reads them", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  expect(relativeTime("2026-11-22T10:01:00Z", now)).toBe("vor 1 Std.");
  expect(relativeTime("2026-12-06T12:00:00Z", now)).toBe("in 14 Tg.");
  expect(roughly(10_800)).toBe("3 Std.");
  expect([duration(600), duration(86_400), duration(90_000)]).toEqual(["10 Minuten", "1 Tag", "25 Stunden"]);
  for (const seconds of [1, 90, 600, 3600, 1_209_600, 86_400_000])
    expect(parseDuration(duration(seconds))).toBe(seconds);
  expect([parseDuration("8 Std."), parseDuration("14 d"), parseDuration("5 Sek")]).toEqual([28_800, 1_209_600, 5]);
  // With a space that no line is broken at.
  expect([1, 48_240].map((bytes) => fileSize(bytes).replace(/\s/, " "))).toEqual(["1 Byte", "48,2 kB"]);
});
