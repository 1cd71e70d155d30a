import { screen } from "@testing-library/react";
import axe from "axe-core";
import { expect, it } from "vitest";
import type { AuditVerifyResponse, DoctorResponse } from "@/bindings/wire";
import type { HttpHost } from "@/host/http";
import { report } from "@/shared/reports";
import brokenTrail from "./fixtures/broken_trail.json";
import lostDoctor from "./fixtures/lost_doctor.json";
import { type Circumstances, NEW_TEAM, NOTHING, openWindow, pathOf, pathOfLast, SIGNED_OUT, TEAM } from "./window";

const IN_FILE = { ...SIGNED_OUT, key: "passphrase_file" as const };
const BROKEN: Circumstances = { answers: { "audit.verify": brokenTrail as AuditVerifyResponse } };
const LOST: Circumstances = { scenario: NEW_TEAM, answers: { "directory.doctor": lostDoctor as DoctorResponse } };
const ADA: Circumstances = { scenario: { ...TEAM, as: "ada" } };

const editors = async (host: HttpHost) => `/groups?open=${(await host.call("group.show", { group: "Editors" })).id}`;

type Path = Parameters<typeof openWindow>[0];

const SCREENS: [what: string, path: Path, circumstances: Circumstances, sign: () => Promise<unknown>][] = [
  ["the first run", "/", { scenario: NOTHING }, () => screen.findByLabelText("Team name")],
  ["signing in", "/", { scenario: SIGNED_OUT }, () => screen.findByLabelText("Password")],
  ["the lock", "/", { before: (host) => host.ask("lock", {}) }, () => screen.findByRole("button", { name: "Unlock" })],
  ["the passphrase", "/", { scenario: IN_FILE }, () => screen.findByLabelText("Passphrase")],
  [
    "a locked keychain",
    "/",
    { scenario: { ...SIGNED_OUT, keychain: "locked" } },
    () => screen.findByRole("button", { name: "Try again" }),
  ],
  [
    "damage",
    "/",
    { scenario: { ...SIGNED_OUT, damage: "journal" } },
    () => screen.findByRole("button", { name: "Restore it…" }),
  ],
  [
    "a key that is gone",
    "/",
    { scenario: { ...IN_FILE, damage: "key_file" } },
    () => screen.findByRole("button", { name: /recovery kit/ }),
  ],
  ["the overview", "/overview", {}, () => screen.findByText("Sign-ins, 30 days")],
  ["people", "/people", {}, () => screen.findByText("Ada Lovelace")],
  ["a new person", "/people?open=new", {}, () => screen.findByRole("heading", { name: "Add person" })],
  ["a person", pathOf("ada"), {}, () => screen.findByRole("region", { name: "Permissions" })],
  ["a group", editors, {}, () => screen.findByText("Parent and child groups")],
  ["apps", "/apps/all", {}, () => screen.findAllByText("stock-room")],
  ["an app", "/apps/all/billing-app", {}, () => screen.findByRole("region", { name: "Config" })],
  ["permissions", "/permissions", {}, () => screen.findAllByRole("gridcell")],
  [
    "a permission",
    "/permissions?open=people.view_invoice",
    {},
    () => screen.findByRole("region", { name: "Granted by groups" }),
  ],
  ["a new permission", "/permissions?open=new", {}, () => screen.findByLabelText("Code")],
  ["token use", "/apps/tokens", {}, () => screen.findByRole("button", { name: "Inspect a token" })],
  ["signing keys", "/apps/keys", {}, () => screen.findAllByRole("gridcell")],
  ["who is signed in", "/sign-in", {}, () => screen.findAllByRole("gridcell")],
  ["an overview with much to do", "/overview", LOST, () => screen.findByRole("link", { name: "Back up now" })],
  ["activity", "/activity/events", {}, () => screen.findByText(/complete and unchanged since/)],
  ["activity that is broken", "/activity/events", BROKEN, () => screen.findByText(/^Broken/)],
  ["activity that is not for all", "/activity/events", ADA, () => screen.findByText("You cannot see activity")],
  ["an event", pathOfLast("group.grant"), {}, () => screen.findByRole("button", { name: "Undo…" })],
  ["an event for ever", pathOfLast("user.set_password"), {}, () => screen.findByText(/^It cannot be undone/)],
  ["checkpoints", "/activity/checkpoints", {}, () => screen.findByRole("button", { name: "Copy the checkpoint" })],
  ["removing events", "/activity/events?open=prune", {}, () => screen.findByLabelText("Older than (days)")],
  ["exporting events", "/activity/events?open=export", {}, () => screen.findByLabelText("Save as")],
  ["backing up", "/data/backups?open=backup", {}, () => screen.findByLabelText("Repeat passphrase")],
  ["rehearsing", "/data/backups?open=rehearse", {}, () => screen.findByRole("button", { name: "Test" })],
  ["backups", "/data/backups", {}, () => screen.findByText("Last tested")],
  ["importing", "/data/import", {}, () => screen.findByLabelText("Django dump")],
  ["health", "/data/health", {}, () => screen.findByText("Correct")],
  [
    "work that goes on",
    "/data/health",
    { before: (host) => host.turn({ hold_jobs: true }) },
    async () => {
      (await screen.findByRole("button", { name: "Check now" })).click();
      await screen.findByRole("progressbar");
    },
  ],
  [
    "a report",
    "/data/health",
    {},
    async () => {
      await screen.findByText("Correct");
      report({ title: "Disabled 2 people", details: ["ada was left out"], undo: () => {} });
      await screen.findByRole("article", { name: "Report" });
    },
  ],
  ["one's own account", "/account", {}, () => screen.findByRole("list", { name: "Your sessions" })],
  ["the team", "/settings/team", {}, () => screen.findByText("Issuer")],
  ["this computer", "/settings/computer", {}, () => screen.findByText("Row height")],
];

// Contrast needs real layout; shared/tokens.test.ts checks it.
const RULES = { "color-contrast": { enabled: false } };

it.each(SCREENS)("axe finds nothing on %s", async (_what, path, circumstances, sign) => {
  await openWindow(path, circumstances);
  await sign();
  const { violations } = await axe.run(document.body, { rules: RULES });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
});
