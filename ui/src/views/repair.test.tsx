import { cleanup, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { expect, it } from "vitest";
import type { Damage, HomeStatus } from "@/bindings/wire";
import damagedFixture from "@/test/fixtures/damaged.json";
import { fill, NOTHING, openHost, openWindow, PASSWORD, SIGNED_OUT } from "@/test/window";

/** A directory whose journal cannot be read to its end. */
const DAMAGED = { scenario: { ...SIGNED_OUT, damage: "journal" as const } };
const damaged = damagedFixture as HomeStatus;

/** A directory that reports the given damage. */
function saying(damage: Partial<Damage>) {
  const told = { ...damaged, damage: { ...(damaged.damage as Damage), ...damage } };
  return { scenario: SIGNED_OUT, calls: () => ({ status: async () => told }) };
}

const KEY_FILE = "Passphrase of the key file, the same or a new one";

async function axeFinds() {
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return violations.map(({ id }) => id);
}

it("says what is wrong, goes on from what can be proven, and tells what that cost", async () => {
  const { host, user } = await openWindow("/", DAMAGED);
  const { damage } = await host.ask("status", {});
  const proven = damage?.proven?.entry ?? 0;
  await screen.findByText(`Entry ${proven + 1} of the journal is missing or damaged`);
  await screen.findByText(`At least ${damage?.lost_entries} entries after that`);
  await screen.findByText(/It has more than the newest backup/);
  await screen.findByText(/everyone is signed out/);
  await user.click(await screen.findByRole("button", { name: "Recover without the rest" }));
  await screen.findByText(`What came after entry ${proven} was given up`);
  await screen.findByText(/replaced-1/);
  expect(await axeFinds()).toEqual([]);
  await user.click(await screen.findByRole("button", { name: "Go on to sign in" }));
  await screen.findByRole("heading", { name: "Sign in to Acme" });
  await host.ask("sign_in", { login: "root", password: PASSWORD });
  expect((await host.call("directory.show", {})).users).toBe(61);
});

it("names everything that is damaged", async () => {
  await openWindow("/", saying({}));
  await screen.findByText("Entry 1204 of the journal is missing or damaged");
  await screen.findByText("snapshot-1150 is damaged");
});

it("restores a backup in the place of what is damaged, its key where it was", async () => {
  const { user } = await openWindow("/", DAMAGED);
  await user.click(await screen.findByRole("button", { name: "Restore it…" }));
  expect(screen.queryByRole("group", { name: "Where should the encryption key be kept?" })).toBeNull();
  const file = screen.getByLabelText("Backup");
  expect(file).toHaveProperty("value", expect.stringMatching(/acme-nightly\.backup$/));
  await user.type(screen.getByLabelText("Passphrase of the backup"), "wrong");
  await user.click(await screen.findByRole("button", { name: "Restore" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Wrong passphrase");
  await user.clear(screen.getByLabelText("Passphrase of the backup"));
  await user.type(screen.getByLabelText("Passphrase of the backup"), PASSWORD);
  await user.click(await screen.findByRole("button", { name: "Restore" }));
  await screen.findByRole("heading", { name: "The backup is restored" });
  await screen.findByText("61");
  await user.click(await screen.findByRole("button", { name: "Go on to sign in" }));
  await screen.findByRole("heading", { name: "Sign in to Acme" });
});

it("offers what cannot be tried no less than what can, and not what is known to be nothing", async () => {
  for (const [is_tried, words] of [
    [true, "Nothing"],
    [false, "Unknown"],
  ] as const) {
    const nothing = { proven: null, lost_entries: null, backups: [], absent_backups: [] };
    const damage = { ...nothing, is_tried, advice: "unknown" as const };
    await openWindow("/", saying(damage));
    await screen.findByText(words);
    await screen.findByText("None is known on this computer");
    const goOn = screen.getByRole("button", { name: "Recover without the rest" });
    expect(goOn).toHaveProperty("disabled", is_tried);
    await screen.findByRole("button", { name: "Restore a backup…" });
    cleanup();
  }
});

it("names backups that are not at their place, and what to do about that", async () => {
  await openWindow("/", saying({}));
  await screen.findByText("/media/admin/OFFSITE/acme-sunday.backup");
  await screen.findByText(/^Known, but not there now\. Connect the drive/);
  // It is older than the existing backups, so nobody need wait for it.
  expect(screen.queryByText(/A newer one is known/)).toBeNull();
  cleanup();

  const [there, ...older] = damaged.damage?.backups ?? [];
  let told = saying({ backups: older, absent_backups: there ? [there] : [] });
  const status = () => told.calls().status();
  const { user } = await openWindow("/", { ...told, calls: () => ({ status }) });
  await screen.findByText(/A newer one is known, but not there now/);
  expect(await axeFinds()).toEqual([]);
  // The drive is connected.
  told = saying({});
  await user.click(await screen.findByRole("button", { name: "Check again" }));
  await waitFor(() => expect(screen.queryByText(/A newer one is known/)).toBeNull());
});

it("puts neither way forward as long as nothing may be lost", async () => {
  const damage = { is_tried: false, proven: null, lost_entries: null, backups: [], advice: "neither" as const };
  await openWindow("/", saying(damage));
  await screen.findByText("Unknown");
  for (const name of ["Restore a backup…", "Recover without the rest"]) {
    expect(screen.getByRole("button", { name }).dataset.variant).toBe("default");
  }
});

it("asks for the key file's passphrase where the key is in one", async () => {
  const scenario = { ...DAMAGED.scenario, key: "passphrase_file" as const };
  const { user } = await openWindow("/", {
    scenario,
    before: (host) => host.ask("open_directory", { passphrase: PASSWORD }).catch(() => {}),
  });
  await user.click(await screen.findByRole("button", { name: "Restore it…" }));
  await user.type(screen.getByLabelText("Passphrase of the backup"), PASSWORD);
  const restore = screen.getByRole("button", { name: "Restore" });
  expect(restore).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText(KEY_FILE), PASSWORD);
  expect(restore).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText("Repeat passphrase"), PASSWORD);
  await user.click(restore);
  await user.click(await screen.findByRole("button", { name: "Go on to sign in" }));
  await screen.findByRole("heading", { name: "Unlock the key" });
});

it("begins from a backup instead of from nothing", async () => {
  const { user } = await openWindow("/", { scenario: NOTHING });
  const { files } = await openHost(SIGNED_OUT);
  await user.click(await screen.findByRole("button", { name: "Restore from a backup instead" }));
  const keys = screen.getByRole("group", { name: "Where should the encryption key be kept?" });
  expect(within(keys).getByRole("radio", { name: /this computer's keychain/i })).toHaveProperty("checked", true);
  expect(await axeFinds()).toEqual([]);
  await user.click(await screen.findByRole("button", { name: "Back" }));
  await user.click(await screen.findByRole("button", { name: "Restore from a backup instead" }));
  await fill(user, screen.getByLabelText("Backup"), `${files}/acme-nightly.backup`);
  await user.type(screen.getByLabelText("Passphrase of the backup"), PASSWORD);
  await user.click(await screen.findByRole("button", { name: "Restore" }));
  await screen.findByText(/Everyone is signed out/);
  expect(screen.queryByText(/kept whole/)).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Go on to sign in" }));
  await screen.findByRole("heading", { name: "Sign in to Acme" });
});
