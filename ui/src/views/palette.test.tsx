import { screen, waitFor } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openWindow, rowsOf } from "@/test/window";

async function openPalette(user: UserEvent, typed: string) {
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByLabelText("Search actions"), typed);
}

const entries = () => [...document.querySelectorAll("[data-action]")].map((entry) => entry.textContent ?? "");
const selected = () => document.querySelector("[data-action][data-selected]")?.textContent ?? "";

async function pick(user: UserEvent, typed: string, entry: RegExp) {
  await openPalette(user, typed);
  await waitFor(() => expect(selected() || `none of ${entries().join("|")}`).toMatch(entry));
  await user.keyboard("{Enter}");
}

it("finds people, groups and apps, and opens them", async () => {
  const { host, user } = await openWindow("/overview");
  await screen.findByText("Overview", { selector: "h1" });
  await pick(user, "lovelace", /Ada Lovelace/);
  const { id } = (await host.call("user.show", { user: "ada" })).user;
  await waitFor(() => expect(window.location.hash).toContain(id));
  await pick(user, "invoice app", /Invoice approvers/);
  await screen.findByRole("complementary", { name: "Group" });
  await pick(user, "billing", /billing-app/);
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/apps\/./));
});

it("waits with Enter for those whom the directory finds", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await openPalette(user, "lovelace ada{Enter}");
  await screen.findByRole("complementary", { name: "Person" });
});

it("finds nothing that merely has the letters", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await openPalette(user, "ada");
  await waitFor(() => expect(entries().some((entry) => entry.includes("Ada Lovelace"))).toBe(true));
  expect(entries().filter((entry) => !/\bada/i.test(entry))).toEqual([]);
});

it("changes the theme and the height of rows", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await pick(user, "dark", /Dark theme/);
  await waitFor(() => expect(document.documentElement.dataset.mantineColorScheme).toBe("dark"));
  await pick(user, "light theme", /Light theme/);
  await pick(user, "compact", /Compact row height/);
  await waitFor(() => expect(document.documentElement.dataset.density).toBe("compact"));
  await pick(user, "normal row", /Normal row height/);
  await waitFor(() => expect(document.documentElement.dataset.density).toBe("normal"));
});
