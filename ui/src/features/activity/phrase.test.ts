import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { AuditChange, AuditRow, AuditTarget } from "@/bindings/wire";
import { sentenceOf } from "./phrase";
import { EVENT_COMMANDS } from "./verbs";

function target(kind: AuditTarget["kind"], name: string, ...changes: AuditChange[]): AuditTarget {
  return { kind, id: `id of ${name}`, name, changes };
}

function said(command: string, targets: AuditTarget[], rest: Partial<AuditRow> = {}): string {
  return sentenceOf({
    number: 7,
    is_unreadable: false,
    at: "2026-05-03T09:00:00Z",
    actor_name: "root",
    via: "window",
    command,
    targets,
    more_targets: 0,
    detail: "as the directory says it",
    outcome: "done",
    times: 1,
    undoable: false,
    ...rest,
  });
}

const ada = target("user", "ada");
const change = (field: string, before: string, after: string): AuditChange => ({ field, before, after });

it("says who did what to whom", () => {
  expect(said("user.disable", [ada])).toBe("root disabled ada");
  const moved = target("user", "ada", change("email", "", "ada@acme.example"), change("first_name", "A", "Ada"));
  expect(said("user.update", [moved])).toBe("root changed e-mail and first name of ada");
  expect(said("group.add_member", [target("group", "Finance"), ada])).toBe("root added ada to Finance");
  const named = target("group", "Ops", change("name", "Operations", "Ops"));
  expect(said("group.rename", [named])).toBe("root renamed Operations to Ops");
  const nested = target("group", "Ops", change("parents", "", "Staff"));
  expect(said("group.add_parent", [nested])).toBe("root put Ops inside Staff");
  const granted = target("user", "ada", change("permissions", "", "people.view_invoice"));
  expect(said("user.grant", [granted])).toBe("root granted people.view_invoice to ada");
  expect(said("token.issue", [ada, target("client", "billing")])).toBe("root issued a token for ada to billing");
  expect(said("undo.apply", [ada], { undoes: 1203 })).toBe("root took back event 1203");
});

it("says what somebody tried and may not", () => {
  const refused = { outcome: "refused", code: "forbidden" } as const;
  expect(said("group.delete", [target("group", "Finance")], refused)).toBe("root tried to delete the group Finance");
  expect(said("session.sign_in", [ada], { ...refused, actor_name: "" })).toBe("Somebody tried to sign in as ada");
});

it("takes who signed in from what the event is about", () => {
  expect(said("session.sign_in", [ada], { actor_name: "" })).toBe("ada signed in");
});

it("has a sentence for a refusal that could not say what it was about", () => {
  const refused = { outcome: "refused", code: "forbidden" } as const;
  expect(said("user.create", [], refused)).toBe("root tried to add somebody");
  expect(said("group.rename", [target("group", "Ops")], refused)).toBe("root tried to rename the group Ops");
  expect(said("user.grant", [ada], refused)).toBe("root tried to grant a permission to ada");
  expect(said("backup.create", [], refused)).toBe("root tried to back up");
});

it("says who made a scheduled backup: the directory itself, not who set the schedule", () => {
  const file = target("file", "/media/backups/acme.backup");
  expect(said("backup.schedule", [file])).toBe("root scheduled backups beginning with /media/backups/acme.backup");
  const itself = { actor_name: "", via: "itself" } as const;
  expect(said("backup.schedule", [file], itself)).toBe("Portreeve backed up to /media/backups/acme.backup");
});

it("has words of its own for every command that there is", () => {
  const commands = [...readFileSync("src/bindings/commands.ts", "utf8").matchAll(/^ {2}"([a-z_.]+)": \{/gm)].map(
    (match) => match[1] ?? "",
  );
  expect(commands.length).toBeGreaterThan(50);
  expect(commands.filter((command) => !EVENT_COMMANDS.includes(command))).toEqual([]);
  for (const command of EVENT_COMMANDS.filter((command) => command !== "directory.heal")) {
    for (const outcome of ["done", "refused"] as const) {
      const sentence = said(command, [], { outcome });
      expect(sentence).toMatch(outcome === "done" ? /^root \w/ : /^root tried to \w/);
      // The sentence must be complete.
      expect(sentence, command).not.toMatch(/as the directory says it| (of|to|from|for|inside|at)$/);
    }
  }
});

it("leaves what it does not know to the directory's words", () => {
  expect(said("door.paint", [])).toBe("root as the directory says it");
  const healed = { actor_name: "", via: "itself", detail: "healed: entry 7 was missing" } as const;
  expect(said("directory.heal", [], healed)).toBe("Portreeve healed: entry 7 was missing");
  const unreadable = { is_unreadable: true, detail: "this event cannot be read", actor_name: "" };
  expect(said("", [], unreadable)).toBe("this event cannot be read");
});
