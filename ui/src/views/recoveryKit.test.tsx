import { screen, within } from "@testing-library/react";
import axe from "axe-core";
import { expect, it } from "vitest";
import type { HttpHost, Turn } from "@/host/http";
import { NEW_TEAM, openWindow, PASSWORD, SIGNED_OUT, TEAM } from "@/test/window";

const KEY_FILE = { ...TEAM, key: "passphrase_file" as const };

async function axeFinds() {
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return violations.map(({ id }) => id);
}

/** The words of a share on the screen, in order. */
function words(share: number): string[] {
  const list = screen.getByRole("list", { name: `Page ${share} of 3` });
  return within(list)
    .getAllByRole("listitem")
    .map((item) => item.textContent ?? "");
}

it("shows one share after the other, each only when asked, and wants each on paper", async () => {
  const { user } = await openWindow("/data/backups?open=kit");
  await user.type(await screen.findByLabelText("Your password"), "wrong");
  await user.click(await screen.findByRole("button", { name: "Make a kit" }));
  expect((await screen.findByRole("alert")).textContent).toContain("password is wrong");
  await user.clear(screen.getByLabelText("Your password"));
  await user.type(screen.getByLabelText("Your password"), PASSWORD);
  await user.click(await screen.findByRole("button", { name: "Make a kit" }));
  const seen: string[] = [];
  for (const share of [1, 2, 3]) {
    const show = await screen.findByRole("button", { name: `Show page ${share}` });
    for (const earlier of seen) expect(document.body.textContent).not.toContain(earlier);
    await user.click(show);
    expect(words(share)).toHaveLength(33);
    const last = words(share)[32] ?? "";
    seen.push(words(share).slice(4, 8).join(""));
    expect(document.body.textContent).toContain(seen.at(-1));
    await user.click(screen.getByRole("button", { name: "It is on paper" }));
    // Only the paper tells the word now: neither the screen nor the sheet to print does.
    expect(document.body.textContent).not.toContain(seen.at(-1));
    expect(screen.queryByRole("list", { name: `Page ${share} of 3` })).toBeNull();
    const next = () => screen.getByRole("button", { name: share < 3 ? "Next page" : "Done" });
    expect(next()).toHaveProperty("disabled", true);
    if (share === 1) {
      await user.keyboard("acid");
      await user.click(screen.getByRole("button", { name: "Show again" }));
      expect(words(share)).toHaveLength(33);
      await user.click(screen.getByRole("button", { name: "It is on paper" }));
      await user.clear(screen.getByLabelText("Type word 33 from the printed page"));
    }
    await user.keyboard(last);
    if (share === 1) expect(await axeFinds()).toEqual([]);
    await user.click(next());
  }
  await screen.findByText("Recovery kit done");
  for (const earlier of seen) expect(document.body.textContent).not.toContain(earlier);
  await user.keyboard("{Enter}");
  await screen.findByText("just now");
});

it("says whether a kit was ever made", async () => {
  await openWindow("/data/backups", { scenario: NEW_TEAM });
  await screen.findByText("not made yet");
});

/** Makes a kit, applies `turn` and opens the window. Returns two shares, one with its numbers, as on paper. */
async function openWithKit(turn: Turn, scenario = TEAM) {
  let shares: string[] = [];
  const before = async (host: HttpHost) => {
    shares = (await host.call("recovery_kit.create", { password: PASSWORD })).shares;
    await host.turn({ restart: true, ...turn });
  };
  const opened = await openWindow("/", { scenario, before });
  const [one = "", other = ""] = shares;
  const numbered = one.split(" ").map((word, index) => `${index + 1}. ${word}`);
  return { ...opened, one: numbered.join(" "), other };
}

it("takes two shares where the key is not at hand, with or without their numbers", async () => {
  const { user, one, other } = await openWithKit({ keychain: "empty" });
  await user.click(await screen.findByRole("button", { name: "I have a recovery kit…" }));
  await user.click(await screen.findByLabelText("Words of the first page"));
  await user.paste(one);
  await user.type(screen.getByLabelText("Words of the second page"), "acid acid");
  expect(await axeFinds()).toEqual([]);
  await user.click(await screen.findByRole("button", { name: "Restore key" }));
  expect((await screen.findByRole("alert")).textContent).toContain("33 words, not 2");
  await user.clear(screen.getByLabelText("Words of the second page"));
  await user.click(await screen.findByLabelText("Words of the second page"));
  await user.paste(other);
  await user.click(await screen.findByRole("button", { name: "Restore key" }));
  await screen.findByRole("heading", { name: "Sign in to Acme" });
});

it("says that the key is missing, what is left of it, and brings it back", async () => {
  const { user, one, other } = await openWithKit({ damage: "key_file", keychain: "absent" }, KEY_FILE);
  await screen.findByRole("heading", { name: "The key is missing" });
  await screen.findByText("The directory's key cannot be used: the key file is missing");
  await screen.findByText(/restore it, then check again/);
  expect(screen.queryByRole("button", { name: "Recover without the rest" })).toBeNull();
  await user.click(await screen.findByRole("button", { name: "I have a recovery kit…" }));
  for (const [label, share] of [
    ["Words of the first page", one],
    ["Words of the second page", other],
  ] as const) {
    await user.click(await screen.findByLabelText(label));
    await user.paste(share);
  }
  await user.type(screen.getByLabelText("Passphrase"), PASSWORD);
  await user.type(screen.getByLabelText("Repeat passphrase"), PASSWORD);
  await user.click(await screen.findByRole("button", { name: "Restore key" }));
  await screen.findByRole("heading", { name: "Unlock the key" });
  await user.type(screen.getByLabelText("Passphrase"), `${PASSWORD}{Enter}`);
  await screen.findByRole("heading", { name: "Sign in to Acme" });
});

it("restores a backup where there is no kit, and asks anew where its key is kept", async () => {
  const { user } = await openWindow("/", { scenario: { ...SIGNED_OUT, key: "passphrase_file", damage: "key_file" } });
  await user.click(await screen.findByRole("button", { name: "Restore it…" }));
  await screen.findByRole("group", { name: "Where should the encryption key be kept?" });
  await user.type(screen.getByLabelText("Passphrase of the backup"), PASSWORD);
  await user.click(await screen.findByRole("button", { name: "Restore" }));
  await user.click(await screen.findByRole("button", { name: "Go on to sign in" }));
  await screen.findByRole("heading", { name: "Sign in to Acme" });
});

it("tells a keychain that has lost the key from one that is locked", async () => {
  const { host, user } = await openWindow("/", { scenario: { ...SIGNED_OUT, keychain: "empty" } });
  await screen.findByText(/the key is not in it/);
  await screen.findByRole("button", { name: "Restore a backup…" });
  await host.turn({ keychain: "locked" });
  await user.click(await screen.findByRole("button", { name: "Check again" }));
  await screen.findByRole("heading", { name: "Your keychain is locked" });
});
