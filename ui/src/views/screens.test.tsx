import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { COMMAND_NEEDS } from "@/bindings/commands";
import type { HttpHost } from "@/host/http";
import { openWindow, PASSWORD, TEAM } from "@/test/window";
import { items, type Tab } from "./screens";

const NOBODY_SPECIAL = { scenario: { ...TEAM, as: "ada" } };
const LACKS = /^Ask an admin for the permission “Can [^”]+”\.$/;

const isRefused = (tab: Tab) => tab.needs.some((command) => COMMAND_NEEDS[command] !== null);
const REFUSED = items.filter(({ tabs }) => tabs.every(isRefused));

it.each(REFUSED)("says in the place of $title what the account lacks", async ({ path, title, tabs }) => {
  await openWindow(path, NOBODY_SPECIAL);
  await screen.findByRole("heading", { name: tabs[0].refused });
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(title);
  screen.getByText(LACKS);
  expect(screen.queryByRole("alert")).toBeNull();
});

it("is told from the navigation and from the palette as well", async () => {
  const { user } = await openWindow("/overview", NOBODY_SPECIAL);
  const links = within(await screen.findByRole("navigation", { name: "Screens" })).getAllByRole("link");
  expect(links.map((link) => link.textContent?.replace(/\d+$/, ""))).toEqual(items.map(({ title }) => title));
  const refused = links.filter((link) => LACKS.test(link.title)).map((link) => link.getAttribute("href"));
  expect(refused).toEqual(REFUSED.map(({ path }) => expect.stringContaining(path)));
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByLabelText("Search actions"), "activity");
  const entry = await screen.findByRole("button", { name: /Go to ?Activity/, hidden: true });
  expect(entry).toHaveProperty("disabled", true);
  expect(entry.title).toMatch(LACKS);
});

it("opens an account that may not see people where it may see something", async () => {
  await openWindow("/", NOBODY_SPECIAL);
  await screen.findByRole("heading", { level: 1, name: "Overview" });
});

it("shows a screen as soon as the right to it is there", async () => {
  const before = async (host: HttpHost) => {
    for (const permission of ["portreeve.view_session", "portreeve.view_user"]) {
      await host.call("user.grant", { user: "ada", permission });
    }
    await host.ask("sign_in", { login: "ada", password: PASSWORD });
  };
  await openWindow("/sessions", { before });
  await waitFor(() => expect(screen.queryByRole("grid", { name: "Sessions" })).not.toBeNull());
});

it("lets everybody inspect a token", async () => {
  const { user } = await openWindow("/apps", NOBODY_SPECIAL);
  await user.click(await screen.findByRole("button", { name: "Inspect a token" }));
  await screen.findByLabelText("Token");
});
