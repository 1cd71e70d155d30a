import { writeFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { fill, NOTHING, openHost, openWindow, PASSWORD, rowsOf, SIGNED_OUT } from "@/test/window";

it("goes from nothing to a list of people and one next step", async () => {
  const { host, user } = await openWindow("/", { scenario: { ...NOTHING, keychain: "absent" } });
  host.pickedFile = (await openHost(SIGNED_OUT)).pickedFile;

  await user.type(await screen.findByLabelText("Team name"), "Acme");
  await user.click(await screen.findByRole("button", { name: "Continue" }));

  const keychain = screen.getByRole("radio", { name: /this computer's keychain/ });
  expect(keychain).toHaveProperty("disabled", true);
  const next = () => screen.getByRole("button", { name: "Continue" });
  await user.type(screen.getByLabelText("Passphrase"), "short");
  expect(next()).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText("Passphrase"), " no more");
  await user.type(screen.getByLabelText("Repeat passphrase"), "short no");
  // Not while it is being typed.
  expect(screen.queryByText("The passphrases do not match.")).toBeNull();
  await user.tab();
  await screen.findByText("The passphrases do not match.");
  expect(next()).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText("Repeat passphrase"), " more");
  expect(screen.queryByText("The passphrases do not match.")).toBeNull();
  await user.click(next());

  await user.type(screen.getByLabelText("Username"), "root");
  await user.type(screen.getByLabelText("Password"), "1234567");
  await screen.findByText("At least 8 characters, 1 to go.");
  await user.type(screen.getByLabelText("Password"), "8");
  const rule = await screen.findByText(/^8 characters or more/);
  await user.type(screen.getByLabelText("Repeat password"), "12345678");
  await user.click(await screen.findByRole("button", { name: "Create team" }));
  // Long enough, but one of the most common passwords.
  expect((await screen.findByRole("alert")).textContent).toContain("this is a top-10 common password");
  // Nothing stands beside the verdict that sounds like another.
  expect(rule.isConnected).toBe(false);
  expect(document.activeElement).toBe(screen.getByLabelText("Password"));
  for (const label of ["Password", "Repeat password"]) {
    await user.clear(screen.getByLabelText(label));
    await user.type(screen.getByLabelText(label), PASSWORD);
  }
  await user.click(await screen.findByRole("button", { name: "Create team" }));

  await user.click(await screen.findByRole("button", { name: "Skip for now" }));
  await user.click(await screen.findByRole("button", { name: "Choose file…" }));
  const plan = await screen.findByRole("region", { name: "What will be imported" });
  await within(plan).findByRole("row", { name: "People 60 0 0" });
  await user.click(await screen.findByRole("button", { name: "Import 60 people" }));

  expect((await rowsOf("People")).length).toBeGreaterThan(10);
  await screen.findByText("61 of 61", { exact: false });
  await user.click(await screen.findByRole("button", { name: "Add app" }));
  await screen.findByRole("heading", { name: "Add app" });
});

it("says why a file cannot be imported, where it was chosen", async () => {
  const { host, user } = await openWindow("/people");
  const path = `${host.files}/people.csv`;
  writeFileSync(path, "login,email\nada,ada@acme.example\n");
  await rowsOf("People");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByLabelText("Search actions"), "import");
  await user.keyboard("{Enter}");
  await fill(user, await screen.findByLabelText("Django dump"), path);
  await user.click(await screen.findByRole("button", { name: "Preview" }));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("a table (CSV) and no dump");
  expect(alert.textContent).toContain("manage.py dumpdata");
});

/** Waits until a field or button, by its name, has the focus. */
const isOn = (name: string) =>
  waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(name, { selector: "input" })));
const isOnButton = (name: string) =>
  waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name })));

it("is done by keyboard alone, with a recovery kit", async () => {
  const { host, user } = await openWindow("/", { scenario: NOTHING });
  await screen.findByLabelText("Team name");
  await isOn("Team name");
  await user.keyboard("Acme{Enter}");

  const keychain = await screen.findByRole("radio", { name: /this computer's keychain/ });
  await waitFor(() => expect(document.activeElement).toBe(keychain));
  await user.keyboard("{Enter}");
  await isOn("Username");
  await user.click(screen.getByRole("button", { name: "Back" }));
  await user.click(await screen.findByRole("radio", { name: /In a file/ }));
  await isOn("Passphrase");
  await user.keyboard(`seven quiet gulls{Tab}seven quiet gulls{Enter}`);

  await isOn("Username");
  await user.keyboard(`root{Tab}${PASSWORD}{Tab}${PASSWORD}`);
  // What was typed is there again after going back, on both pages.
  await user.click(screen.getByRole("button", { name: "Back" }));
  await isOn("Passphrase");
  expect(screen.getByLabelText("Repeat passphrase")).toHaveProperty("value", "seven quiet gulls");
  await user.keyboard("{Enter}");
  await isOn("Username");
  expect(screen.getByLabelText("Username")).toHaveProperty("value", "root");
  expect(screen.getByLabelText("Password")).toHaveProperty("value", PASSWORD);
  await user.keyboard("{Enter}");

  await isOnButton("Make a kit");
  await user.keyboard("{Enter}");
  for (const share of [1, 2, 3]) {
    await screen.findByRole("button", { name: `Show page ${share}` });
    await isOnButton(`Show page ${share}`);
    await user.keyboard("{Enter}");
    const words = within(await screen.findByRole("list", { name: `Page ${share} of 3` })).getAllByRole("listitem");
    await isOnButton("Print…");
    await user.keyboard("{Tab}{Enter}");
    await isOn("Type word 33 from the printed page");
    await user.keyboard(`${words[32]?.textContent}{Enter}`);
  }
  await screen.findByText("Recovery kit done");
  await isOnButton("Continue");
  await user.keyboard("{Enter}");

  await isOn("Django dump");
  expect((await host.call("overview.show", {})).keeping?.recovery_kit_at).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Skip for now" }));
  await rowsOf("People");
});
