import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { HttpHost } from "@/host/http";
import { isPassword, longAfterSignIn, openWindow, PASSWORD, TEAM } from "@/test/window";

const ADA = { scenario: { ...TEAM, as: "ada" }, before: longAfterSignIn };

/** Checked as another person, because only they may ask. */
async function isAdasPassword(host: HttpHost, password: string) {
  await host.ask("sign_in", { login: "root", password: PASSWORD });
  return isPassword(host, "ada", password);
}

it("receives an account without any rights, and says who it is", async () => {
  await openWindow("/", ADA);
  await screen.findByRole("heading", { level: 1, name: "My account" });
  const profile = await screen.findByRole("region", { name: "Profile" });
  within(profile).getByText("Ada Lovelace");
  within(profile).getByText("ada");
  expect(within(profile).queryByRole("button", { name: "Edit…" })).toBeNull();
  expect(screen.queryByRole("alert")).toBeNull();
  await waitFor(() => expect(document.title).toBe("My account - Acme"));
});

it("opens from the menu at the foot by keyboard", async () => {
  const { user } = await openWindow("/overview");
  const menu = await screen.findByRole("button", { name: "Account menu of root" });
  menu.focus();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("menuitem", { name: "My account", hidden: true }));
  await user.click(await screen.findByRole("button", { name: "Edit…" }));
  await screen.findByRole("complementary", { name: "Person" });
});

it("changes one's own password with the present one", async () => {
  const { host, user } = await openWindow("/account", ADA);
  await user.type(await screen.findByLabelText("Current password"), PASSWORD);
  await user.type(screen.getByLabelText("New password"), "quarry lantern otter");
  await user.type(screen.getByLabelText("Repeat new password"), "quarry lantern otter{Enter}");
  await screen.findByText("Changed your password");
  await waitFor(() => expect(screen.getByLabelText("New password")).toHaveProperty("value", ""));
  expect(await isAdasPassword(host, "quarry lantern otter")).toBe(true);
});

it("says at its field that the present password is wrong, and keeps the new one", async () => {
  const { host, user } = await openWindow("/account", ADA);
  await user.type(await screen.findByLabelText("Current password"), "not hers");
  await user.type(screen.getByLabelText("New password"), "quarry lantern otter");
  await user.type(screen.getByLabelText("Repeat new password"), "quarry lantern other");
  await user.tab();
  await screen.findByText("The passwords do not match.");
  await user.type(screen.getByLabelText("Repeat new password"), "{Backspace}{Backspace}{Backspace}ter{Enter}");
  await waitFor(() => expect(screen.getByLabelText("Current password").getAttribute("aria-invalid")).toBe("true"));
  expect(screen.getByLabelText("Current password")).toHaveProperty("value", "");
  expect(screen.getByLabelText("New password")).toHaveProperty("value", "quarry lantern otter");
  expect(await isAdasPassword(host, PASSWORD)).toBe(true);
});

it("ends one's own sessions elsewhere, and offers no end to the one in use", async () => {
  const elsewhere = async (host: HttpHost) => {
    for (const client of ["billing-app", "stock-room", "wiki"])
      await host.call("token.issue", { client, user: "root" });
  };
  const { host, user } = await openWindow("/account", { before: elsewhere });
  const list = await screen.findByRole("list", { name: "Your sessions" });
  const own = async () => (await host.call("account.sessions", {})).sessions;
  const before = (await own()).length;
  await waitFor(() => expect(within(list).getAllByRole("listitem").length).toBe(before));
  expect(within(list).getAllByRole("button", { name: "End" }).length).toBe(before - 1);
  await user.click(within(list).getAllByRole("button", { name: "End" })[0] as HTMLElement);
  await screen.findByText("Ended 1 session");
  expect((await own()).length).toBe(before - 1);
  await user.click(await screen.findByRole("button", { name: "End all others" }));
  await waitFor(async () => expect((await own()).length).toBe(1));
});
