import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import type { HttpHost } from "@/host/http";
import { isPassword, longAfterSignIn, openWindow, PASSWORD, TEAM } from "@/test/window";

const ADA = { scenario: { ...TEAM, as: "ada" }, before: longAfterSignIn };

/** Checked as another person, because only they may ask. */
async function isAdasPassword(host: HttpHost, password: string) {
  await host.ask("sign_in", { login: "root", password: PASSWORD });
  return isPassword(host, "ada", password);
}

it("lets everybody change their own password, with the present one", async () => {
  const { host, user } = await openWindow("/overview", ADA);
  await user.click(await screen.findByRole("button", { name: "ada: change your password" }));
  await user.type(await screen.findByLabelText("New password"), "quarry lantern otter");
  await user.click(await screen.findByRole("button", { name: "Save password" }));
  await user.type(await screen.findByLabelText("Your password"), PASSWORD);
  await user.click(await screen.findByRole("button", { name: "Continue" }));
  await screen.findByText("Changed your password");
  await waitFor(() => expect(screen.queryByLabelText("New password")).toBeNull());
  expect(await isAdasPassword(host, "quarry lantern otter")).toBe(true);
});

it("keeps what was typed while the present password is asked for", async () => {
  const { host, user } = await openWindow("/overview", ADA);
  await user.click(await screen.findByRole("button", { name: "ada: change your password" }));
  await user.type(await screen.findByLabelText("New password"), "quarry lantern otter");
  await user.click(await screen.findByRole("button", { name: "Save password" }));
  await screen.findByLabelText("Your password");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByLabelText("Your password")).toBeNull());
  const typed = screen.getByLabelText("New password");
  expect(typed).toHaveProperty("value", "quarry lantern otter");
  // The dialog returns the focus a moment later.
  await user.click(typed);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByLabelText("New password")).toBeNull());
  expect(await isAdasPassword(host, PASSWORD)).toBe(true);
});
