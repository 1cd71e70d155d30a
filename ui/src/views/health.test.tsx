import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { expect, it } from "vitest";
import { openWindow } from "@/test/window";

const RULES = { rules: { "color-contrast": { enabled: false } } };

it("goes from no backup to one that was rehearsed", async () => {
  const { host, user } = openWindow("/overview", { backups: "none" });
  const steps = await screen.findByRole("region", { name: "Next steps" });
  within(steps).getByText(/^No backup yet/);
  await user.click(within(steps).getByRole("button", { name: "Back up now" }));

  const pane = await screen.findByRole("complementary", { name: "Back up" });
  await user.click(within(pane).getByRole("button", { name: "Choose file…" }));
  await waitFor(() =>
    expect(within(pane).getByLabelText<HTMLInputElement>("Save as").value).toMatch(/acme-\d{4}-\d\d-\d\d\.backup$/),
  );
  await user.type(within(pane).getByLabelText("Passphrase"), "four or five words");
  await user.type(within(pane).getByLabelText("Passphrase once more"), "four or five");
  within(pane).getByText("The two differ");
  expect(within(pane).getByRole("button", { name: "Back up" })).toHaveProperty("disabled", true);
  await user.type(within(pane).getByLabelText("Passphrase once more"), " words");
  await user.click(within(pane).getByRole("button", { name: "Back up" }));
  await within(pane).findByText("Backed up");
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);

  // The file is known already.
  await user.click(within(pane).getByRole("button", { name: "Rehearse it…" }));
  await user.type(await screen.findByLabelText("Passphrase"), "four or five words");
  await user.click(screen.getByRole("button", { name: "Rehearse" }));
  await screen.findByText("It works");
  screen.getByText("Each of its 2 keys signed a token, and the token was verified.");
  expect(host.directory.backups.rehearsed?.path).toMatch(/\.backup$/);
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);

  await user.click(screen.getByRole("link", { name: "Overview" }));
  await screen.findByText("Backed up today");
  screen.getByText("A backup was rehearsed today");
});

it("says where it happens why a backup does not open", async () => {
  const { user } = openWindow("/settings?open=rehearse");
  await user.type(await screen.findByLabelText("Backup"), "/tmp/letter.txt");
  await user.type(screen.getByLabelText("Passphrase"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Rehearse" }));
  expect((await screen.findByRole("alert")).textContent).toContain("The file is no backup");
});

it("has backups made by themselves, until told otherwise", async () => {
  const { user } = openWindow("/settings");
  await user.click(await screen.findByRole("button", { name: "Schedule…" }));
  await user.type(await screen.findByLabelText("Folder"), "/media/backups");
  await user.clear(screen.getByLabelText("Days from one to the next"));
  screen.getByText("A number of days");
  await user.type(screen.getByLabelText("Days from one to the next"), "2");
  await user.type(screen.getByLabelText("Passphrase"), "four or five words");
  await user.type(screen.getByLabelText("Passphrase once more"), "four or five words");
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Schedule" }));
  await screen.findByText("every 2 days, the last 7 kept in /media/backups");
  await user.click(screen.getByRole("button", { name: "End" }));
  await screen.findByRole("button", { name: "Schedule…" });
});

it("leaves backups to superusers, and says so", async () => {
  openWindow("/settings", { as: "ada" });
  const button = await screen.findByRole("button", { name: "Back up now…" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
});

it("says when the clock was set back, and takes it as right when told to", async () => {
  const { host, user } = openWindow("/overview", { clock_behind_secs: 9000 });
  const steps = await screen.findByRole("region", { name: "Next steps" });
  within(steps).getByText(/^The clock was set back by 3 h/);
  await user.click(within(steps).getByRole("button", { name: "Accept its time" }));
  await waitFor(() => expect(host.directory.clockBehindSecs).toBeNull());
  await waitFor(() => expect(screen.queryByText(/^The clock was set back/)).toBeNull());
});

it("reads everything stored and tells what was healed and what is lost", async () => {
  const { user } = openWindow("/overview", { doctor: "lost" });
  await user.click(await screen.findByRole("button", { name: "Check everything now" }));
  const findings = within(await screen.findByRole("list", { name: "Findings" })).getAllByRole("listitem");
  expect(findings.map((finding) => finding.textContent)).toEqual([
    "Entry 1203 of the journal was missing or damagedhealed",
    "The record of a user is damaged in both copieslost",
  ]);
  screen.getByText("Part of what is stored is lost.");
  screen.getByText("portreeve restore FILE --replace");
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);
});

it("backs up for recipients, and opens that with an identity alone", async () => {
  const { user } = openWindow("/settings?open=backup");
  await user.click(await screen.findByRole("radio", { name: "For recipients" }));
  await user.type(screen.getByLabelText("Save as"), "/tmp/team.backup");
  await user.type(screen.getByLabelText("Recipients"), "age1one age1two");
  await user.click(screen.getByRole("button", { name: "Back up" }));
  await user.click(await screen.findByRole("button", { name: "Rehearse it…" }));
  await user.type(await screen.findByLabelText("Passphrase"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Rehearse" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Wrong passphrase");
  await user.click(screen.getByRole("radio", { name: "With an identity" }));
  await user.type(screen.getByLabelText("Identity of a recipient"), "AGE-SECRET-KEY-1");
  await user.click(screen.getByRole("button", { name: "Rehearse" }));
  await screen.findByText("It works");
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);
});

it("leaves a file that is there alone unless the dialog has asked", async () => {
  const { host, user } = openWindow("/settings?open=backup");
  const backUp = async () => {
    await user.type(screen.getByLabelText("Passphrase"), "four or five words");
    await user.type(screen.getByLabelText("Passphrase once more"), "four or five words");
    await user.click(screen.getByRole("button", { name: "Back up" }));
  };
  await user.click(await screen.findByRole("button", { name: "Choose file…" }));
  const path = screen.getByLabelText<HTMLInputElement>("Save as");
  await waitFor(() => expect(path.value).toMatch(/\.backup$/));
  const chosen = path.value;
  host.directory.backups.create({ path: chosen, passphrase: "an older one" });
  await user.clear(path);
  await user.type(path, `${chosen} `);
  await backUp();
  expect((await screen.findByRole("alert")).textContent).toContain("is there already");
  await user.click(screen.getByRole("button", { name: "Choose file…" }));
  await waitFor(() => expect(path.value).toBe(chosen));
  await user.click(screen.getByRole("button", { name: "Back up" }));
  await screen.findByText("Backed up");
});

it("says above every screen, and among the next steps, what stays wrong", async () => {
  const { user } = openWindow("/people", {
    warning: "/home/admin/Dropbox is in a folder that Dropbox copies to other machines",
    backup_problem: "/media/admin/backups cannot be written",
  });
  const notice = await screen.findByRole("region", { name: "Notice" });
  expect(notice.textContent).toContain("copies to other machines");
  await user.click(screen.getByRole("link", { name: "Overview" }));
  const steps = await screen.findByRole("region", { name: "Next steps" });
  within(steps).getByText(/^The scheduled backup was not made: .* cannot be written/);
  await user.click(within(steps).getByRole("button", { name: "See its schedule" }));
  const pane = await screen.findByRole("complementary", { name: "Schedule backups" });
  await user.click(within(pane).getByRole("button", { name: "Choose folder…" }));
  await waitFor(() =>
    expect(within(pane).getByLabelText<HTMLInputElement>("Folder").value).toBe("/media/admin/backups"),
  );
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);
});

it("replaces the signing keys and says which apps need a new config", async () => {
  const { user } = openWindow("/settings");
  await user.click(await screen.findByRole("button", { name: "Replace the keys…" }));
  const dialog = await screen.findByRole("dialog", { name: "Replace the keys" });
  // Nothing has a place here, so the popover takes its button for scrolled away.
  await user.click(within(dialog).getByText("Replace"));
  await screen.findByText(/Export the configs again/);
});
