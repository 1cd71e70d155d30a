import { readFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { expect, it } from "vitest";
import { changePreferences } from "@/shared/preferences";
import { fill, openWindow, rowsOf } from "@/test/window";

const RULES = { rules: { "color-contrast": { enabled: false } } };
const field = (name: string) => screen.getByRole<HTMLInputElement>("combobox", { name });
/** The texts of a column's cells. */
async function column(grid: string, title: string): Promise<string[]> {
  const rows = await rowsOf(grid);
  const heads = [...document.querySelectorAll(`[aria-label="${grid}"] [role="columnheader"]`)];
  const at = heads.findIndex((head) => head.textContent === title);
  return rows.map((row) => row.querySelectorAll('[role="gridcell"]')[at]?.textContent ?? "");
}

it("says nothing of a term that is being typed, and quietly what nobody knows once it is left", async () => {
  const { user } = await openWindow("/people");
  const all = (await rowsOf("People")).length;
  await user.keyboard("/");
  for (const letter of "is:ac") {
    await user.keyboard(letter);
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.queryByText(/^There is no/)).toBeNull();
  }
  expect((await rowsOf("People")).length).toBe(all);
  await screen.findByText("61 of 61", { exact: false });
  await user.keyboard("  ada lovelace");
  await screen.findByText("There is no is:ac. Try is:active");
  expect(document.querySelector("mark[data-unknown]")?.textContent).toBe("is:ac");
  // The rest narrows, the count is that of what is shown, and so is the command line.
  await screen.findByText("1 of 61", { exact: false });
  await screen.findByText("portreeve user list --filter 'ada lovelace'", { exact: false });
  expect(screen.queryByRole("alert")).toBeNull();
});

it("leads out of a filter that finds nothing by a button, and keeps the keyboard where it was", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await user.keyboard("/");
  await user.keyboard("zzzz");
  const clear = await screen.findByRole("button", { name: "Clear filter" });
  // There are no rows to lead to.
  await user.keyboard("{Enter}{Escape}");
  expect(document.activeElement).toBe(field("Filter people"));
  await user.click(clear);
  await rowsOf("People");
  expect(field("Filter people").value).toBe("");
  expect(document.activeElement).toBe(field("Filter people"));
});

it("filters activity as it filters people: with a minus, and with days as people write them", async () => {
  const { host, user } = await openWindow("/activity");
  await rowsOf("Activity");
  await user.keyboard("/");
  await user.keyboard("-by:root since:01.01.2001 ");
  await waitFor(async () =>
    expect((await rowsOf("Activity")).some((row) => /root (added|set)/.test(row.textContent ?? ""))).toBe(false),
  );
  const others = await host.call("audit.list", { filter: { without: [{ actor: "root" }] }, limit: 1 });
  expect(others.rows[0]?.actor_name).not.toBe("root");
  await screen.findByText(/portreeve audit list --from .* --without actor:root/);
  await user.keyboard("since:spring ");
  await screen.findByText("There is no since:spring. Try since:today, since:yesterday");
});

it("filters sessions, and sorts them", async () => {
  const { user } = await openWindow("/sign-in");
  const all = (await rowsOf("Sessions")).length;
  await user.keyboard("/");
  await user.keyboard("is:window");
  await waitFor(async () => expect((await rowsOf("Sessions")).length).toBeLessThan(all));
  const found = (await rowsOf("Sessions")).length;
  await screen.findByText(`${found} of ${all}`);
  await user.keyboard(" older:30d");
  await user.click(await screen.findByRole("button", { name: "Clear filter" }));
  await user.click(screen.getByRole("button", { name: "Person" }));
  const names = await column("Sessions", "Person");
  expect(names).toEqual([...names].sort(new Intl.Collator("en-GB").compare));
});

it("filters groups and sorts them by any column", async () => {
  const { host, user } = await openWindow("/groups");
  const { groups } = await host.call("group.list", {});
  await rowsOf("Groups");
  await user.keyboard("/");
  await user.keyboard("is:child");
  const children = groups.filter((group) => group.parents.length > 0);
  await screen.findByText(`${children.length} of ${groups.length}`);
  await user.clear(field("Filter groups"));
  await user.click(screen.getByRole("button", { name: "Members" }));
  const members = groups.map((group) => group.direct_members).sort((a, b) => b - a);
  expect(await column("Groups", "Members")).toEqual(members.map(String));
});

it("keeps a group open that the filter leaves out, and says so", async () => {
  const { host, user } = await openWindow("/groups");
  const { groups } = await host.call("group.list", {});
  await user.click((await rowsOf("Groups"))[0] as HTMLElement);
  await screen.findByRole("complementary", { name: "Group" });
  await user.click(field("Filter groups"));
  await user.keyboard(`-"${groups.map((group) => group.name).sort()[0]}"`);
  await screen.findByText("Not in this list");
});

it("filters local apps", async () => {
  const { host, user } = await openWindow("/apps/all");
  const { clients } = await host.call("client.list", {});
  await rowsOf("Apps");
  await user.keyboard("/");
  await user.keyboard(clients[0]?.name ?? "");
  await screen.findByText(`1 of ${clients.length}`);
});

it("writes what the filter finds to a table, in the order of the list", async () => {
  const { host, user } = await openWindow("/people");
  await rowsOf("People");
  await user.keyboard("/");
  await user.keyboard("group:Finance ");
  await user.click(await screen.findByRole("button", { name: "Export…" }));
  await screen.findByText("portreeve user export --out PATH --filter group:Finance", { exact: false });
  const path = `${host.files}/finance.csv`;
  await fill(user, await screen.findByLabelText("Save as"), path);
  await user.click(screen.getByRole("button", { name: "Export" }));
  await screen.findByText("Exported");
  const { matched, rows } = await host.call("user.list", {
    filter: "group:Finance",
    sort: "name",
    descending: false,
    page: { offset: 0, limit: 1000 },
  });
  const lines = readFileSync(path, "utf8").trim().split("\r\n");
  expect(lines.length).toBe(matched + 1);
  expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(rows.map(({ login }) => `"${login}"`));
});

it("has the columns that a person chooses, by the keyboard alone, and keeps them for each saved filter", async () => {
  changePreferences({ columns: {} });
  const { user } = await openWindow("/people");
  await rowsOf("People");
  const titles = () => screen.getAllByRole("columnheader").map((head) => head.textContent);
  const before = titles();
  expect(before).not.toContain("Joined");
  screen.getByRole("button", { name: "Columns" }).focus();
  await user.keyboard("{Enter}");
  // By attributes: without layout the menu has no place, and is hidden.
  const menu = await waitFor(() => {
    const found = document.querySelector<HTMLElement>('[role="dialog"][aria-label="Columns"]');
    if (!found) throw new Error("no menu yet");
    return found;
  });
  const inMenu = (name: string) => within(menu).getByLabelText(name);
  expect(inMenu("Name")).toHaveProperty("disabled", true);
  inMenu("Joined").focus();
  await user.keyboard(" ");
  inMenu("Username to the right").focus();
  await user.keyboard("{Enter}");
  inMenu("E-mail wider").focus();
  await user.keyboard("{Enter}");
  expect((await axe.run(menu, RULES)).violations).toEqual([]);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(menu.isConnected).toBe(false));
  expect(titles().slice(0, 4)).toEqual(["", "Name", "E-mail", "Username"]);
  expect(titles()).toContain("Joined");
  // Another tab has its own.
  await user.click(screen.getByRole("button", { name: "Disabled" }));
  await waitFor(() => expect(titles()).toEqual(before));
  await user.click(screen.getByRole("button", { name: "Everyone" }));
  await waitFor(() => expect(titles()).toContain("Joined"));
  screen.getByRole("button", { name: "Columns" }).focus();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByText("Reset columns"));
  expect(titles()).toEqual(before);
});
