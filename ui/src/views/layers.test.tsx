import { screen, waitFor } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openWindow, PASSWORD, pathOf, rowsOf, stateOf } from "@/test/window";

const path = () => window.location.hash.replace(/\?.*/, "");
const pane = () => screen.queryByRole("complementary");

/** The row that has the focus. */
const focused = () => document.activeElement?.closest('[role="row"]')?.getAttribute("data-index") ?? null;

async function openActiveRow(user: UserEvent) {
  await waitFor(() => expect(focused()).not.toBeNull());
  await user.keyboard("{Enter}");
  await screen.findByRole("complementary", { name: "Person" });
}

async function expectListToTakeKeys(user: UserEvent, from: string) {
  await waitFor(() => expect(focused()).toBe(from));
  await user.keyboard("j");
  await waitFor(() => expect(focused()).toBe(String(Number(from) + 1)));
}

it("has the focus in the list from the start, and again when a pane closes", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await waitFor(() => expect(focused()).toBe("0"));
  await user.keyboard("jj");
  await openActiveRow(user);
  await user.click(screen.getByLabelText("Close panel", { selector: "button" }));
  await waitFor(() => expect(pane()).toBeNull());
  await expectListToTakeKeys(user, "2");
});

it("closes one layer at each Esc: the list of a field, the form, then nothing", async () => {
  const { user } = await openWindow("/people?open=new");
  await user.type(await screen.findByLabelText("Username"), "otto");
  const groups = screen.getByLabelText("Groups");
  await user.click(groups);
  await waitFor(() => expect(groups.getAttribute("aria-expanded")).toBe("true"));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(groups.getAttribute("aria-expanded")).toBe("false"));
  expect(screen.getByLabelText("Username")).toHaveProperty("value", "otto");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(pane()).toBeNull());
  expect(path()).toBe("#/people");
});

it("stays on an app's page while a pane or a list on it is open", async () => {
  const { user } = await openWindow(async (host) => {
    return `/apps/all/${(await host.call("client.show", { client: "billing-app" })).id}`;
  });
  const page = await waitFor(() => {
    expect(path()).toMatch(/^#\/apps\/all\/./);
    return path();
  });
  await user.click(await screen.findByText("Inspect a token", { selector: "button *" }));
  await screen.findByRole("complementary", { name: "Inspect a token" });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(pane()).toBeNull());
  expect(path()).toBe(page);

  const algorithm = screen.getByRole("combobox", { name: "Signing algorithm" });
  await user.click(algorithm);
  await waitFor(() => expect(algorithm.getAttribute("aria-expanded")).toBe("true"));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(algorithm.getAttribute("aria-expanded")).toBe("false"));
  expect(path()).toBe(page);

  await user.click(screen.getByText("Remove…"));
  await screen.findByRole("dialog", { name: "Remove this app", hidden: true });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog", { hidden: true })).toBeNull());
  expect(path()).toBe(page);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(path()).toBe("#/apps/all"));
});

it("asks before a recovery kit goes, whichever way one leaves", async () => {
  const { user } = await openWindow("/data/backups?open=kit");
  await user.type(await screen.findByLabelText("Your password"), `${PASSWORD}{Enter}`);
  await user.click(await screen.findByText("Show page 1"));
  await user.click(await screen.findByRole("button", { name: "It is on paper" }));
  const word = await screen.findByLabelText("Type word 33 from the printed page");
  await user.click(word);
  await user.keyboard("{Escape}");
  await screen.findByRole("alertdialog", { name: "Leave the kit?" });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  expect(screen.getByLabelText("Type word 33 from the printed page")).toBe(word);
  await waitFor(() => expect(document.activeElement).toBe(word));

  await user.click(screen.getByText("Sign-in", { selector: "nav *" }));
  await screen.findByRole("alertdialog", { name: "Leave the kit?" });
  expect(path()).toBe("#/data/backups");
  await user.click(screen.getByText("Drop this kit"));
  await waitFor(() => expect(path()).toBe("#/sign-in"));
});

it("gives the list its keys back after Delete", async () => {
  const { host, user } = await openWindow("/people");
  await rowsOf("People");
  await openActiveRow(user);
  const login = (await screen.findByLabelText<HTMLInputElement>("Username")).value;
  await user.click(await screen.findByText("Delete"));
  await screen.findByText(/^Deleted /);
  expect(await stateOf(host, login)).toBe("deleted");
  await expectListToTakeKeys(user, "0");
});

it("gives the list its keys after Create", async () => {
  const { user } = await openWindow("/people?open=new");
  await rowsOf("People");
  await user.type(await screen.findByLabelText("Username"), "otto{Enter}");
  await screen.findByText("Added otto");
  await expectListToTakeKeys(user, "0");
});

it("gives the list its keys after an act from the palette, and a form its focus", async () => {
  const { user } = await openWindow(pathOf("ada"));
  await rowsOf("People");
  await screen.findByRole("complementary", { name: "Person" });
  await waitFor(() => expect(focused()).not.toBeNull());
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByLabelText("Search actions"), "disable ada{Enter}");
  await screen.findByText("Disabled Ada Lovelace");
  await expectListToTakeKeys(user, "0");

  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByLabelText("Search actions"), "add person{Enter}");
  const username = await screen.findByLabelText<HTMLInputElement>("Username");
  await waitFor(() => expect(document.activeElement).toBe(username));
  await user.keyboard("otto");
  expect(username.value).toBe("otto");
});

it("goes back to the button of a form that closes, and to the next thing where one disappears", async () => {
  const { user } = await openWindow(pathOf("ada"));
  const button = (await screen.findByText("Set password…")).closest("button");
  await user.click(button as HTMLElement);
  await screen.findByLabelText("New password");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(button));
  screen.getByLabelText("Remove from Editors").focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Remove from Invoice approvers")));
});
