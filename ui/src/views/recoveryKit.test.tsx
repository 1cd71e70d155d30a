import { screen, within } from "@testing-library/react";
import axe from "axe-core";
import { expect, it } from "vitest";
import { openWindow } from "@/test/window";

async function axeFinds() {
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return violations.map(({ id }) => id);
}

/** What is on the screen of a share: its words, in their order. */
function words(share: number): string[] {
  const list = screen.getByRole("list", { name: `Share ${share} of 3` });
  return within(list)
    .getAllByRole("listitem")
    .map((item) => item.textContent ?? "");
}

it("shows one share after the other, each only when asked, and wants each on paper", async () => {
  const { user } = openWindow("/settings?open=kit");
  await user.type(await screen.findByLabelText("Your password"), "wrong");
  await user.click(screen.getByRole("button", { name: "Make a kit" }));
  expect((await screen.findByRole("alert")).textContent).toContain("password is wrong");
  await user.clear(screen.getByLabelText("Your password"));
  await user.type(screen.getByLabelText("Your password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Make a kit" }));
  for (const share of [1, 2, 3]) {
    const show = await screen.findByRole("button", { name: `Show share ${share}` });
    expect(screen.queryByText("worda", { exact: false })).toBeNull();
    await user.click(show);
    expect(words(share)).toHaveLength(33);
    const next = screen.getByRole("button", { name: share < 3 ? "Go on to the next" : "Done" });
    expect(next).toHaveProperty("disabled", true);
    await user.type(screen.getByLabelText("Word 33, read from the paper"), words(share)[32] ?? "");
    if (share === 1) expect(await axeFinds()).toEqual([]);
    await user.click(next);
  }
  await screen.findByText("The kit is on paper");
  expect(document.body.textContent).not.toContain("worda");
});

/** A share as somebody copies it from the paper, numbers and all. */
const TYPED = Array.from({ length: 33 }, (_, word) => `${word + 1}. acid`).join(" ");

it("takes two shares where the key is not at hand, with or without their numbers", async () => {
  const { user } = openWindow("/", { state: "keychain_needed" });
  await user.click(await screen.findByRole("button", { name: "I have a recovery kit…" }));
  await user.click(screen.getByLabelText("Words of one share"));
  await user.paste(TYPED);
  await user.type(screen.getByLabelText("Words of another"), "acid acid");
  expect(await axeFinds()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Bring it back" }));
  expect((await screen.findByRole("alert")).textContent).toContain("33 words, not 2");
  await user.clear(screen.getByLabelText("Words of another"));
  await user.click(screen.getByLabelText("Words of another"));
  await user.paste(TYPED);
  await user.click(screen.getByRole("button", { name: "Bring it back" }));
  await screen.findByRole("heading", { name: "Sign in to Portreeve" });
});

it("says that the key is missing, what is left of it, and brings it back", async () => {
  const { user } = openWindow("/", { state: "damaged", keychain: false, isKeyMissing: true });
  await screen.findByRole("heading", { name: "The key is missing" });
  screen.getByText("The key file cannot be used: it is missing");
  screen.getByText(/put it back, then look again/);
  expect(screen.queryByRole("button", { name: "Go on without the rest" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "I have a recovery kit…" }));
  for (const label of ["Words of one share", "Words of another"]) {
    await user.click(screen.getByLabelText(label));
    await user.paste(TYPED);
  }
  await user.type(screen.getByLabelText("Passphrase"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Bring it back" }));
  await screen.findByRole("heading", { name: "Sign in to Portreeve" });
});

it("restores a backup where there is no kit, and asks anew where its key is kept", async () => {
  const { user } = openWindow("/", { state: "damaged", isKeyMissing: true });
  await user.click(await screen.findByRole("button", { name: "Restore it…" }));
  screen.getByRole("group", { name: "Where is its key kept?" });
  await user.type(screen.getByLabelText("Passphrase of the backup"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Restore" }));
  await user.click(await screen.findByRole("button", { name: "Go on to sign in" }));
  await screen.findByRole("heading", { name: "Sign in to Portreeve" });
});

it("tells a keychain that has lost the key from one that is locked", async () => {
  const { host, user } = openWindow("/", { state: "keychain_needed", isKeyMissing: true });
  await screen.findByText(/does not hold the key/);
  screen.getByRole("button", { name: "Restore a backup…" });
  const status = await host.status();
  host.status = async () => ({ ...status, is_key_missing: false });
  await user.click(screen.getByRole("button", { name: "Look again" }));
  await screen.findByRole("heading", { name: "The keychain is needed" });
});
