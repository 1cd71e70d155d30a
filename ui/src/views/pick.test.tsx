import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { openWindow, pathOf } from "@/test/window";

/** Without layout a list has no place, so it is hidden. */
const option = (name: RegExp) => screen.findByRole("option", { name, hidden: true });

it("creates a person in the group whose first letters and Enter were typed", async () => {
  const { host, user } = await openWindow("/people?open=new");
  await user.type(await screen.findByLabelText("Username"), "otto");
  await user.type(screen.getByLabelText("Groups"), "inv");
  await option(/Invoice approvers/);
  await user.keyboard("{Enter}");
  await screen.findByLabelText("Remove Invoice approvers");
  expect(screen.queryByText("Added otto")).toBeNull();
  await user.keyboard("{Enter}");
  await screen.findByText("Added otto");
  const { groups } = (await host.call("user.show", { user: "otto" })).user;
  expect(groups.map(({ name }) => name)).toEqual(["Invoice approvers"]);
});

it("grants a new group what Enter picked, by the words shown or by the code", async () => {
  const { host, user } = await openWindow("/groups?open=new");
  await user.type(await screen.findByLabelText("Group name"), "Readers");
  const grants = screen.getByLabelText("Permissions");
  await user.type(grants, "view invoice");
  await option(/view invoice/);
  await user.keyboard("{Enter}");
  await user.type(grants, "portreeve.view_user");
  await option(/portreeve\.view_user/);
  await user.keyboard("{Enter}{Enter}");
  await screen.findByText("Added Readers");
  const { groups } = await host.call("group.list", {});
  const made = groups.find(({ name }) => name === "Readers");
  expect(made?.permissions.toSorted()).toEqual(["people.view_invoice", "portreeve.view_user"]);
});

it("does not send a form while its list finds nothing", async () => {
  const { user } = await openWindow("/people?open=new");
  await user.type(await screen.findByLabelText("Username"), "otto");
  await user.type(screen.getByLabelText("Groups"), "zzz");
  await screen.findByText("Nothing found");
  await user.keyboard("{Enter}");
  expect(screen.getByLabelText("Groups")).toHaveProperty("value", "zzz");
  expect(screen.queryByText("Added otto")).toBeNull();
});

it("adds a person to a group, and grants a permission, by letters and Enter", async () => {
  const { host, user } = await openWindow(pathOf("ada"));
  await user.type(await screen.findByLabelText("Grant permission"), "change invoice{Enter}");
  await screen.findByText("Granted people.change_invoice");
  await user.type(screen.getByLabelText("Add to group"), "view{Enter}");
  await screen.findByText(/^Added Ada Lovelace to/);
  const detail = await host.call("user.show", { user: "ada" });
  expect(detail.granted).toContain("people.change_invoice");
});

it("waits with Enter for those whom the directory finds", async () => {
  const { host, user } = await openWindow(async (host) => {
    const { groups } = await host.call("group.list", {});
    return `/groups?open=${groups.find(({ name }) => name === "Finance")?.id}`;
  });
  await user.type(await screen.findByLabelText("Add manager"), "lovelace{Enter}");
  await screen.findByText(/now manages Finance$/);
  const { groups } = await host.call("group.list", {});
  const finance = groups.find(({ name }) => name === "Finance");
  expect(finance?.managers.map(({ login }) => login)).toContain("ada");
});

it("says how many there are when it shows a part", async () => {
  const { user } = await openWindow("/groups?open=new", {
    before: async (host) => {
      for (let n = 0; n < 60; n++) await host.call("permission.add", { permission: `shop.view_${n}`, label: "" });
    },
  });
  await user.click(await screen.findByLabelText("Permissions"));
  const more = await screen.findByText(/of \d+, type to narrow$/);
  expect(more.textContent).toMatch(/^50 of \d+/);
  await user.keyboard("invoice");
  await waitFor(() => expect(screen.queryByText(/type to narrow/)).toBeNull());
});
