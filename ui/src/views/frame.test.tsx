import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { BackupStatusResponse } from "@/bindings/wire";
import type { HttpHost } from "@/host/http";
import failedBackup from "@/test/fixtures/failed_backup.json";
import { NEW_TEAM, openWindow, rowsOf, TEAM } from "@/test/window";

/** Leaves root alone. */
async function deleteOthers(host: HttpHost) {
  const page = { offset: 0, limit: 100 };
  const { rows } = await host.call("user.list", { filter: "", sort: "login", descending: false, page });
  for (const { id, login } of rows) if (login !== "root") await host.call("user.delete", { user: id });
}

const wide = window.innerWidth;
afterEach(() => {
  window.innerWidth = wide;
});

const navigation = () => screen.findByRole("navigation", { name: "Screens" });

it("says below the team's name that a backup failed, and leads to its schedule", async () => {
  const { user } = await openWindow("/people", { answers: { "backup.status": failedBackup as BackupStatusResponse } });
  await user.click(await within(await navigation()).findByRole("link", { name: "Backup failed" }));
  await screen.findByRole("complementary", { name: "Schedule backups" });
});

it("says that the clock went back before it says that a backup is due", async () => {
  const { user } = await openWindow("/people", {
    scenario: NEW_TEAM,
    before: (host) => host.turn({ clock_secs: -9000 }),
  });
  await user.click(await within(await navigation()).findByRole("link", { name: "Clock 3 h behind" }));
  await screen.findByRole("button", { name: "Accept new time" });
});

it("calls nobody who cannot settle it", async () => {
  await openWindow("/account", {
    scenario: { ...TEAM, as: "ada" },
    answers: { "backup.status": failedBackup as BackupStatusResponse },
  });
  const bar = within(await navigation());
  await bar.findByText(/^(Backed up|On this computer|The last backup)/);
  expect(bar.queryByRole("link", { name: "Backup failed" })).toBeNull();
});

it.each([
  ["About Portreeve", () => screen.findByRole("dialog", { name: /^Portreeve \d/ })],
  ["Keyboard shortcuts", () => screen.findByRole("dialog", { name: "Keyboard shortcuts" })],
  ["Lock", () => screen.findByRole("button", { name: "Unlock" })],
  ["Sign out", () => screen.findByRole("button", { name: "Sign in" })],
])("does from the menu of the account: %s", async (name, sign) => {
  const { user } = await openWindow("/overview");
  await user.click(await screen.findByRole("button", { name: "Account menu of root" }));
  await user.click(await screen.findByRole("menuitem", { name: new RegExp(`^${name}`), hidden: true }));
  await sign();
});

it("folds to icons that keep their names, and makes a menu of the tabs", async () => {
  window.innerWidth = 640;
  const { user } = await openWindow("/apps");
  await rowsOf("Apps");
  const links = within(await navigation()).getAllByRole("link");
  expect(links.map((link) => link.textContent?.replace(/\d+$/, ""))).toContain("Permissions");
  expect(screen.queryByRole("navigation", { name: "Tabs of Apps" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "All" }));
  await user.click(await screen.findByRole("menuitem", { name: "Keys", hidden: true }));
  await rowsOf("Signing keys");
  await user.click(screen.getByRole("button", { name: "Lock" }));
  await screen.findByRole("button", { name: "Unlock" });
});

it("tells a team of one to bring people in before anything else", async () => {
  const { user } = await openWindow("/people", { scenario: NEW_TEAM, before: deleteOthers });
  const step = await screen.findByRole("region", { name: "Next step" });
  expect(step.textContent).toContain("bring your people in");
  await user.click(within(step).getByRole("button", { name: "Import people" }));
  await screen.findByLabelText("Django dump");
  await waitFor(() => expect(screen.queryByRole("region", { name: "Next step" })).toBeNull());
});
