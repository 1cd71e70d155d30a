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

it("takes two shares where the key is not at hand, with or without their numbers", async () => {
  const { user } = openWindow("/", { state: "keychain_needed" });
  await user.click(await screen.findByRole("button", { name: "I have a recovery kit…" }));
  const typed = Array.from({ length: 33 }, (_, word) => `${word + 1}. acid`).join(" ");
  await user.click(screen.getByLabelText("Words of one share"));
  await user.paste(typed);
  await user.type(screen.getByLabelText("Words of another"), "acid acid");
  expect(await axeFinds()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Bring it back" }));
  expect((await screen.findByRole("alert")).textContent).toContain("33 words, not 2");
  await user.clear(screen.getByLabelText("Words of another"));
  await user.click(screen.getByLabelText("Words of another"));
  await user.paste(typed);
  await user.click(screen.getByRole("button", { name: "Bring it back" }));
  await screen.findByRole("heading", { name: "Sign in to Portreeve" });
});
