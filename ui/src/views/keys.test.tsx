import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { openWindow, pathOf, rowsOf, stateOf } from "@/test/window";

const path = () => window.location.hash.replace(/\?.*/, "");
const goesTo = (screenPath: string) => waitFor(() => expect(path()).toBe(`#${screenPath}`));

it("goes to each screen by g and its letter, or Ctrl and its place", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  for (const [letter, screenPath] of Object.entries({ r: "/groups", a: "/apps/all", s: "/sign-in", o: "/overview" })) {
    await user.keyboard(`g${letter}`);
    await goesTo(screenPath);
  }
  await user.keyboard("{Control>}[Digit2]{/Control}");
  await goesTo("/people");
  await user.keyboard("gl");
  await goesTo("/activity/events");
  // The list there takes keys at once, and a letter typed into a field is a letter.
  await rowsOf("Activity");
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("row"));
  await user.keyboard("/");
  await user.keyboard("gp");
  expect(screen.getByRole("combobox", { name: "Filter activity" })).toHaveProperty("value", "gp");
  expect(path()).toBe("#/activity/events");
});

it("undoes the last change by Ctrl+Z, says which, and further back the next time", async () => {
  const { host, user } = await openWindow("/people", {
    before: async (host) => {
      await host.call("user.disable", { user: "ada" });
      await host.call("group.add_member", { group: "Finance", user: "ada" });
    },
  });
  const groups = async () => (await host.call("user.show", { user: "ada" })).user.groups.map(({ name }) => name);
  await rowsOf("People");
  await user.keyboard("{Control>}z{/Control}");
  await screen.findByText(/^Undone: .*Finance/);
  expect(await groups()).not.toContain("Finance");
  expect(await stateOf(host, "ada")).toBe("disabled");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByLabelText("Search actions"), "undo{Enter}");
  await waitFor(async () => expect(await stateOf(host, "ada")).toBe("active"));
});

it("leaves Ctrl+Z in a field to the field", async () => {
  const { host, user } = await openWindow(pathOf("ada"), {
    before: (host) => host.call("user.disable", { user: "ada" }),
  });
  await user.click(await screen.findByLabelText("E-mail"));
  await user.keyboard("{Control>}z{/Control}");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await stateOf(host, "ada")).toBe("disabled");
});

it("says a word after Undo in a toast", async () => {
  const { user } = await openWindow(pathOf("ada"));
  await user.click(await screen.findByText("Disable"));
  await screen.findByText("Disabled Ada Lovelace");
  await user.click(await screen.findByText("Undo"));
  await screen.findByText(/^Undone: /);
});

it("clears the selection by Esc, after what is open", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("row"));
  await user.keyboard(" ");
  await screen.findByText("1 selected");
  await user.keyboard("{Enter}");
  await screen.findByRole("complementary", { name: "Person" });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("complementary")).toBeNull());
  screen.getByText("1 selected");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByText("1 selected")).toBeNull());
});

it("draws everything larger and smaller, by keys and wheel, and remembers it", async () => {
  const root = document.documentElement;
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await user.keyboard("{Control>}+{/Control}");
  await waitFor(() => expect(root.style.getPropertyValue("--zoom")).toBe("1.1"));
  fireEvent.wheel(root, { ctrlKey: true, deltaY: -100 });
  await waitFor(() => expect(root.style.getPropertyValue("--zoom")).toBe("1.25"));
  expect(localStorage.getItem("portreeve.preferences")).toContain('"zoom":1.25');
  await user.keyboard("{Control>}-{/Control}");
  await waitFor(() => expect(root.style.getPropertyValue("--zoom")).toBe("1.1"));
  await user.keyboard("{Control>}0{/Control}");
  await waitFor(() => expect(root.style.getPropertyValue("--zoom")).toBe("1"));
});

it("does nothing of what a browser does: no reload, and its menu in text fields only", async () => {
  await openWindow("/people");
  const [row] = await rowsOf("People");
  for (const keys of [{ key: "F5" }, { key: "r", ctrlKey: true }, { key: "R", ctrlKey: true, shiftKey: true }]) {
    expect(fireEvent.keyDown(row as HTMLElement, keys)).toBe(false);
  }
  expect(fireEvent.contextMenu(row as HTMLElement)).toBe(false);
  expect(fireEvent.contextMenu(screen.getByRole("combobox", { name: "Filter people" }))).toBe(true);
});

it("lists the keys that there are", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await user.keyboard("?");
  const sheet = within(await screen.findByRole("dialog", { name: "Keyboard shortcuts" }));
  for (const keys of ["g P", "Ctrl 2", "Ctrl Z", "Ctrl +", "Ctrl 0", "Ctrl K", "Esc"]) sheet.getByText(keys);
});
