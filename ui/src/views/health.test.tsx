import { writeFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { expect, it } from "vitest";
import type { BackupStatusResponse, DoctorResponse } from "@/bindings/wire";
import type { HttpHost } from "@/host/http";
import failedBackup from "@/test/fixtures/failed_backup.json";
import lostDoctor from "@/test/fixtures/lost_doctor.json";
import { fill, IDENTITY, NEW_TEAM, openWindow, PASSWORD, RECIPIENT, TEAM } from "@/test/window";

/** Another recipient of backups. */
const OTHER_RECIPIENT = "age1dtf2kzej6je9z09lmsrvg7m4cfsutxc8z3f0ysg8zdcp6k63wgqq2xu7cp";
const RULES = { rules: { "color-contrast": { enabled: false } } };

it("goes from no backup to one that was rehearsed", async () => {
  const apps = async (host: HttpHost) => {
    await host.call("client.create", { name: "wiki", algorithm: "RS256" });
    await host.call("client.create", { name: "till", algorithm: "HS256" });
  };
  const { host, user } = await openWindow("/overview", { scenario: NEW_TEAM, before: apps });
  const steps = await screen.findByRole("region", { name: "Needs you" });
  await within(steps).findByText(/^No backup yet/);
  await user.click(await within(steps).findByRole("link", { name: "Back up now" }));

  const pane = await screen.findByRole("complementary", { name: "Back up" });
  await user.click(await within(pane).findByRole("button", { name: "Choose file…" }));
  await waitFor(() =>
    expect(within(pane).getByLabelText<HTMLInputElement>("Save as").value).toMatch(/acme-\d{4}-\d\d-\d\d\.backup$/),
  );
  await user.type(within(pane).getByLabelText("Passphrase"), "four or five words");
  await user.type(within(pane).getByLabelText("Repeat passphrase"), "four or five");
  await user.tab();
  await within(pane).findByText("The passphrases do not match.");
  expect(within(pane).getByRole("button", { name: "Back up" })).toHaveProperty("disabled", true);
  await user.type(within(pane).getByLabelText("Repeat passphrase"), " words");
  await user.click(await within(pane).findByRole("button", { name: "Back up" }));
  await within(pane).findByText("Backed up");
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);

  // The file is known already.
  await user.click(await within(pane).findByRole("button", { name: "Test it…" }));
  await user.type(await screen.findByLabelText("Passphrase"), "four or five words");
  await user.click(await screen.findByRole("button", { name: "Test" }));
  await screen.findByText("It works");
  await screen.findByText("Each of its 2 keys signed a token, and the token was verified.");
  expect((await host.call("backup.status", {})).rehearsed?.path).toMatch(/\.backup$/);
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);

  await user.click(await screen.findByRole("link", { name: "Overview" }));
  const good = within(await screen.findByRole("region", { name: "In order" }));
  await good.findByText("Backed up today");
  await good.findByText("A backup was tested today");
});

it("says where it happens why a backup does not open", async () => {
  const { host, user } = await openWindow("/data/backups?open=rehearse");
  writeFileSync(`${host.files}/letter.txt`, "Dear Ada");
  await fill(user, await screen.findByLabelText("Backup"), `${host.files}/letter.txt`);
  await user.type(screen.getByLabelText("Passphrase"), PASSWORD);
  await user.click(await screen.findByRole("button", { name: "Test" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Not a backup file");
});

it("has backups made by themselves, until told otherwise", async () => {
  const { host, user } = await openWindow("/data/backups");
  await user.click(await screen.findByRole("button", { name: "Schedule…" }));
  await fill(user, await screen.findByLabelText("Folder"), host.files);
  await user.clear(screen.getByLabelText("Every (days)"));
  await screen.findByText("Enter a whole number of days.");
  await user.type(screen.getByLabelText("Every (days)"), "2");
  await user.type(screen.getByLabelText("Passphrase"), "four or five words");
  await user.type(screen.getByLabelText("Repeat passphrase"), "four or five words");
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);
  await user.click(await screen.findByRole("button", { name: "Schedule" }));
  await screen.findByText(`every 2 days, the last 7 kept in ${host.files}`);
  await user.click(await screen.findByRole("button", { name: "End" }));
  await screen.findByRole("button", { name: "Schedule…" });
});

it("leaves backups to superusers, and says so", async () => {
  await openWindow("/data/backups", { scenario: { ...TEAM, as: "ada" } });
  await screen.findByRole("heading", { name: "You cannot make backups" });
  await screen.findByText("Only a superuser can do this.");
});

it("says when the clock was set back, and takes it as right when told to", async () => {
  const { host, user } = await openWindow("/overview", { before: (host) => host.turn({ clock_secs: -9000 }) });
  const steps = await screen.findByRole("region", { name: "Needs you" });
  await within(steps).findByText(/clock went back by 3 h/);
  await user.click(await within(steps).findByRole("button", { name: "Accept new time" }));
  // Accepting the clock has ended all sign-ins.
  await user.type(await screen.findByLabelText("Password"), PASSWORD);
  await user.click(await screen.findByRole("button", { name: "Sign in" }));
  await screen.findByText("Sign-ins, 30 days");
  expect(screen.queryByText(/clock went back/)).toBeNull();
  expect((await host.call("clock.show", {})).behind_secs).toBeNull();
});

it("reads everything stored and tells what was healed and what is lost", async () => {
  const { user } = await openWindow("/data/health", { answers: { "directory.doctor": lostDoctor as DoctorResponse } });
  await user.click(await screen.findByRole("button", { name: "Check now" }));
  const findings = within(await screen.findByRole("list", { name: "Findings" })).getAllByRole("listitem");
  expect(findings.map((finding) => finding.textContent)).toEqual([
    "Entry 1203 of the journal was missing or damagedrepaired",
    "The record of a user is damaged in both copieslost",
  ]);
  await screen.findByText("Part of what is stored is lost");
  await screen.findByText("portreeve restore FILE --replace");
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);
});

it("backs up for recipients, and opens that with an identity alone", async () => {
  const { host, user } = await openWindow("/data/backups?open=backup");
  await user.click(await screen.findByRole("radio", { name: "For age recipients" }));
  await fill(user, screen.getByLabelText("Save as"), `${host.files}/team.backup`);
  await fill(user, screen.getByLabelText("Recipients"), `${OTHER_RECIPIENT} ${RECIPIENT}`);
  await user.click(await screen.findByRole("button", { name: "Back up" }));
  await user.click(await screen.findByRole("button", { name: "Test it…" }));
  await user.type(await screen.findByLabelText("Passphrase"), PASSWORD);
  await user.click(await screen.findByRole("button", { name: "Test" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Wrong passphrase");
  await user.click(await screen.findByRole("radio", { name: "With an age identity" }));
  await fill(user, screen.getByLabelText("Identity of a recipient"), IDENTITY);
  await user.click(await screen.findByRole("button", { name: "Test" }));
  await screen.findByText("It works");
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);
});

it("leaves a file that is there alone unless the dialog has asked", async () => {
  const { user } = await openWindow("/data/backups?open=backup");
  const backUp = async () => {
    await user.type(screen.getByLabelText("Passphrase"), "four or five words");
    await user.type(screen.getByLabelText("Repeat passphrase"), "four or five words");
    await user.click(await screen.findByRole("button", { name: "Back up" }));
  };
  await user.click(await screen.findByRole("button", { name: "Choose file…" }));
  const path = screen.getByLabelText<HTMLInputElement>("Save as");
  await waitFor(() => expect(path.value).toMatch(/\.backup$/));
  const chosen = path.value;
  writeFileSync(chosen, "an older one");
  await user.clear(path);
  await fill(user, path, `${chosen} `);
  await backUp();
  expect((await screen.findByRole("alert")).textContent).toContain("is there already");
  await user.click(await screen.findByRole("button", { name: "Choose file…" }));
  await waitFor(() => expect(path.value).toBe(chosen));
  await user.click(await screen.findByRole("button", { name: "Back up" }));
  await screen.findByText("Backed up");
});

it("says above every screen, and among the next steps, what stays wrong", async () => {
  const warning = "/home/admin/Dropbox is in a folder that Dropbox copies to other machines";
  const { host, user } = await openWindow("/people", {
    answers: {
      "backup.status": failedBackup as BackupStatusResponse,
      "overview.show": { backups: failedBackup as BackupStatusResponse },
    },
    calls: (host) => ({ status: async () => ({ ...(await host.ask("status", {})), warning }) }),
  });
  const notice = await screen.findByRole("region", { name: "Notice" });
  expect(notice.textContent).toContain("copies to other machines");
  await user.click(await screen.findByRole("link", { name: "Overview" }));
  const steps = await screen.findByRole("region", { name: "Needs you" });
  await within(steps).findByText(/^The scheduled backup was not made: .* cannot be written/);
  await user.click(await within(steps).findByRole("link", { name: "See its schedule" }));
  const pane = await screen.findByRole("complementary", { name: "Schedule backups" });
  await user.click(await within(pane).findByRole("button", { name: "Choose folder…" }));
  await waitFor(() => expect(within(pane).getByLabelText<HTMLInputElement>("Folder").value).toBe(host.files));
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);
});

it("replaces the signing keys and says which apps need a new config", async () => {
  const { user } = await openWindow("/apps/keys");
  await user.click(await screen.findByRole("button", { name: "Replace the keys…" }));
  // Without layout the popover treats its button as scrolled away.
  const dialog = await screen.findByRole("dialog", { name: "Replace the keys", hidden: true });
  await user.click(await within(dialog).findByText("Replace"));
  await screen.findByText(/Export the configs again/);
});
