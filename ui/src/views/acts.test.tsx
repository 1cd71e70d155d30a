import { screen, waitFor } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { HttpHost } from "@/host/http";
import { lastEvent, openWindow, pathOf } from "@/test/window";

const editors = async (host: HttpHost) => `/groups?open=${(await host.call("group.show", { group: "Editors" })).id}`;
const billing = async (host: HttpHost) => `/apps/all/${(await host.call("client.show", { client: "billing-app" })).id}`;
const ada = async (host: HttpHost) => (await host.call("user.show", { user: "ada" })).user;

/** Types another value into a field, and saves it with Enter. */
async function retype(user: UserEvent, label: string, text: string) {
  const field = await screen.findByLabelText<HTMLInputElement>(label);
  await user.clear(field);
  await user.type(field, `${text}{Enter}`);
}

/** Undoes by the toast that says `told`. */
async function undo(user: UserEvent, told: string | RegExp) {
  await screen.findByText(told);
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await screen.findByText(/^Undone: /);
}

it("tells who became a superuser, and undoes it", async () => {
  const { host, user } = await openWindow(pathOf("ada"));
  await user.click(await screen.findByLabelText("Superuser"));
  await undo(user, "ada is a superuser now");
  expect((await ada(host)).is_superuser).toBe(false);
});

it("tells who became staff, and undoes it", async () => {
  const { host, user } = await openWindow(pathOf("ada"));
  const { is_staff } = await ada(host);
  await user.click(await screen.findByLabelText("Staff"));
  await undo(user, /^ada is (staff now|no longer staff)$/);
  await waitFor(async () => expect((await ada(host)).is_staff).toBe(is_staff));
});

it.each([
  ["First name", "Augusta", "ada: first name is now Augusta", "first_name"],
  ["Last name", "King", "ada: last name is now King", "last_name"],
  ["E-mail", "ada@king.example", "ada: e-mail address is now ada@king.example", "email"],
  ["Username", "augusta", "Renamed ada to augusta", "login"],
] as const)("tells that %s was changed, and undoes it", async (label, text, told, field) => {
  const { host, user } = await openWindow(pathOf("ada"));
  const before = await ada(host);
  await retype(user, label, text);
  await undo(user, told);
  expect((await ada(host))[field]).toBe(before[field]);
});

it("tells that a group was renamed, and undoes it", async () => {
  const { host, user } = await openWindow(editors);
  await retype(user, "Group name", "Writers");
  await undo(user, "Renamed Editors to Writers");
  await host.call("group.show", { group: "Editors" });
});

it.each([
  ["App name", "invoicing", "Renamed billing-app to invoicing", "name"],
  ["Audience", "invoicing", "The audience of billing-app is now invoicing", "audience"],
  ["Access token lifetime", "5 minutes", /^Access tokens for billing-app now live 5 min/, "access_secs"],
  ["Refresh token lifetime", "3 days", /^Refresh tokens for billing-app now live 3 d/, "refresh_secs"],
] as const)("tells that an app's %s was changed, and undoes it", async (label, text, told, field) => {
  const { host, user } = await openWindow(billing);
  const before = (await host.call("client.show", { client: "billing-app" }))[field];
  await retype(user, label, text);
  await undo(user, told);
  await waitFor(async () => {
    expect((await host.call("client.show", { client: "billing-app" }))[field]).toBe(before);
  });
});

it("says in one sentence that nobody has set a password", async () => {
  const rest = { first_name: "", last_name: "", email: "", is_staff: false, is_superuser: false, groups: [] };
  await openWindow(pathOf("otto"), { before: (host) => host.call("user.create", { login: "otto", ...rest }) });
  const value = await screen.findByText("Not set. They cannot sign in until you set one.");
  expect(value.textContent).toBe("Not set. They cannot sign in until you set one.");
});

it("deletes a group with its members in it, says how many, and undoes it as one", async () => {
  const { host, user } = await openWindow(editors);
  const before = await host.call("group.show", { group: "Editors" });
  const figure = before.direct_members;
  expect(figure).toBeGreaterThan(1);
  await user.click(await screen.findByRole("button", { name: `Delete, removing ${figure} members` }));
  await screen.findByText(`Deleted Editors and removed its ${figure} members`);
  await expect(host.call("group.show", { group: "Editors" })).rejects.toBeTruthy();
  const event = await lastEvent(host, "group.delete");
  const [last] = (await host.call("audit.list", { filter: {}, limit: 1 })).rows;
  expect(last?.number).toBe(event.number);
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await screen.findByText(/^Undone: /);
  expect(await host.call("group.show", { group: "Editors" })).toMatchObject({ direct_members: figure });
});

it("deletes an empty group at one click", async () => {
  const { host, user } = await openWindow(async (host) => {
    const { id } = await host.call("group.create", { name: "Guests", permissions: [] });
    return `/groups?open=${id}`;
  });
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  await undo(user, "Deleted Guests");
  expect(await host.call("group.show", { group: "Guests" })).toMatchObject({ direct_members: 0 });
});
