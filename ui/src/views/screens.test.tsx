import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { COMMAND_NEEDS } from "@/bindings/commands";
import type { HttpHost } from "@/host/http";
import { openWindow, PASSWORD, rowsOf, TEAM } from "@/test/window";
import { items, type Tab } from "./screens";

const NOBODY_SPECIAL = { scenario: { ...TEAM, as: "ada" } };
const LACKS = /^(Ask an admin for the permission “Can [^”]+”|Only a superuser can do this)\.$/;

const isRefused = (tab: Tab) => tab.needs.some((command) => COMMAND_NEEDS[command] !== null);
const REFUSED = items.filter(({ tabs }) => tabs.every(isRefused));

/** Signed in as Ada, with these permissions and no others. */
function asAdaWith(...permissions: string[]) {
  return async (host: HttpHost) => {
    for (const permission of permissions) await host.call("user.grant", { user: "ada", permission });
    await host.ask("sign_in", { login: "ada", password: PASSWORD });
  };
}

async function tabsOf(item: string) {
  const row = await screen.findByRole("navigation", { name: `Tabs of ${item}` });
  return within(row)
    .getAllByRole("link")
    .map(({ textContent }) => textContent);
}

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

it("shows the tabs that the account can use, and no others", async () => {
  const before = asAdaWith("portreeve.import_directory");
  await openWindow("/data", { before });
  await screen.findByLabelText("Django dump");
  expect(await tabsOf("Data")).toEqual(["Import"]);
  expect(screen.getByRole("link", { name: "Data" }).getAttribute("href")).toContain("/data/import");
});

it("says at the address of a tab what it takes", async () => {
  await openWindow("/data/health", { before: asAdaWith("portreeve.import_directory") });
  await screen.findByRole("heading", { name: "You cannot check stored data" });
  expect(await tabsOf("Data")).toEqual(["Import"]);
});

it("returns to the tab of an item that was open last, and to what was open there", async () => {
  const { user } = await openWindow("/apps");
  await rowsOf("Apps");
  expect(await tabsOf("Apps")).toEqual(["All", "Tokens", "Keys"]);
  await user.click(await screen.findByRole("link", { name: "Keys" }));
  await user.click((await rowsOf("Signing keys"))[0] as HTMLElement);
  await screen.findByRole("complementary", { name: "Signing key" });
  await user.click(screen.getByRole("link", { name: /^Groups/ }));
  await rowsOf("Groups");
  await user.click(screen.getByRole("link", { name: /^Apps/ }));
  await screen.findByRole("complementary", { name: "Signing key" });
  expect(screen.getByRole("link", { name: "Keys" }).getAttribute("aria-current")).toBe("page");
});

it("finds tabs in the palette by their item, and by their other names", async () => {
  const { user } = await openWindow("/overview");
  await screen.findByText("Sign-ins, 30 days");
  const choose = async (typed: string, entry: RegExp) => {
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByLabelText("Search actions"), typed);
    await user.click(await screen.findByRole("button", { name: entry, hidden: true }));
  };
  await choose("sessions", /Go to ?Sessions/);
  await rowsOf("Sessions");
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Sign-in");
  await choose("apps: keys", /Go to ?Apps: Keys/);
  await rowsOf("Signing keys");
});

it("names the item and the team in the title of the window", async () => {
  const { user } = await openWindow("/people");
  await waitFor(() => expect(document.title).toBe("People - Acme"));
  await user.click(await screen.findByRole("link", { name: "Settings" }));
  await waitFor(() => expect(document.title).toBe("Settings - Acme"));
});

it("opens an account that may not see people where it may see something", async () => {
  await openWindow("/", { before: asAdaWith("portreeve.view_group") });
  await screen.findByRole("heading", { level: 1, name: "Overview" });
});

it("shows a screen as soon as the right to it is there", async () => {
  await openWindow("/sign-in", { before: asAdaWith("portreeve.view_session", "portreeve.view_user") });
  await waitFor(() => expect(screen.queryByRole("grid", { name: "Sessions" })).not.toBeNull());
});

it("lets everybody inspect a token", async () => {
  const { user } = await openWindow("/apps", NOBODY_SPECIAL);
  await user.click(await screen.findByRole("button", { name: "Inspect a token" }));
  await screen.findByLabelText("Token");
});

it("shows the permissions of apps with the groups that grant them, and adds one", async () => {
  const { host, user } = await openWindow("/permissions");
  await rowsOf("Permissions");
  await user.keyboard("/");
  await user.keyboard("invoice");
  await user.click((await rowsOf("Permissions"))[0] as HTMLElement);
  const pane = await screen.findByRole("complementary", { name: "Permission" });
  const groups = within(pane).getByRole("region", { name: "Granted by groups" });
  expect(within(groups).getAllByRole("button").length).toBeGreaterThan(0);
  await user.click(screen.getByRole("button", { name: "Add permission" }));
  await user.type(await screen.findByLabelText("Code"), "wiki.edit_page");
  await user.type(screen.getByLabelText("In words"), "Can edit pages{Enter}");
  await screen.findByRole("heading", { name: "Can edit pages" });
  const { permissions } = await host.call("permission.list", {});
  expect(permissions.find(({ permission }) => permission === "wiki.edit_page")?.label).toBe("Can edit pages");
});

it("leads from people to importing them", async () => {
  const { user } = await openWindow("/people");
  await user.click(await screen.findByRole("button", { name: "Import" }));
  await screen.findByLabelText("Django dump");
});
