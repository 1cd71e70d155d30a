import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import {
  asAda,
  isPassword,
  lastEvent,
  longAfterSignIn,
  openWindow,
  PASSWORD,
  pathOf,
  rowsOf,
  stateOf,
  TEAM,
} from "@/test/window";

/** Everybody, as the list asks for them. */
const EVERYONE = { filter: "", sort: "login" as const, descending: false, page: { offset: 0, limit: 1 } };

/** Opens the rarer acts and chooses one. The list may take the focus back just then, which closes the menu. */
async function chooseDelete(user: UserEvent) {
  await user.click(await screen.findByRole("button", { name: "More" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete…" }));
}

it("filters at every key and tells how many match", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await user.keyboard("/");
  await user.keyboard("ada lovelace");
  await waitFor(async () => expect((await rowsOf("People")).length).toBe(1));
  await screen.findByText("1 of 61", { exact: false });
  await screen.findByText("portreeve user list --filter 'ada lovelace'", { exact: false });
});

it("completes a group with the keyboard", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await user.keyboard("/");
  await user.keyboard("group:inv");
  // Hidden: without layout the list has no place.
  await screen.findByRole("option", { name: /Invoice approvers/, hidden: true });
  await user.keyboard("{Tab}");
  expect(screen.getByRole("combobox", { name: "Filter people" })).toHaveProperty("value", 'group:"Invoice approvers" ');
});

it("says through which groups a permission comes", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await user.keyboard("/");
  await user.keyboard("ada lovelace");
  await waitFor(async () => expect((await rowsOf("People")).length).toBe(1));
  await user.keyboard("{Escape}{Enter}");
  const permissions = await screen.findByRole("region", { name: "Permissions" });
  const invoices = within(permissions).getByText("Can view invoice").closest("li");
  expect(invoices?.textContent).toContain("from Invoice approvers ‹ Finance");
});

it("does things to many, and undoes exactly those", async () => {
  const { host, user } = await openWindow("/people");
  await rowsOf("People");
  await user.click(await screen.findByLabelText("Select Ada Lovelace"));
  await user.click(await screen.findByLabelText("Select Barbara Lamarr"));
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await screen.findByText("Disabled 2 people");
  expect(await stateOf(host, "ada")).toBe("disabled");
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(async () => expect(await stateOf(host, "ada")).toBe("active"));
});

it("disables all whom a filter finds but oneself and superusers, says who was left out, and takes it back as one", async () => {
  const { host, user } = await openWindow("/people", {
    before: (host) => host.call("user.update", { user: "ada", is_superuser: true }),
  });
  const active = async () => (await host.call("user.list", { ...EVERYONE, filter: "is:active" })).matched;
  const before = await active();
  const superusers = (await host.call("user.list", { ...EVERYONE, filter: "is:superuser is:active" })).matched - 1;
  await rowsOf("People");
  await user.click(await screen.findByLabelText("Select all results"));
  await screen.findByText("61 selected");
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await screen.findByText(/superusers? (is|are) also selected/);
  // Nothing happens before the answer, and the careful one is ready at hand.
  expect(await active()).toBe(before);
  expect(document.activeElement?.textContent).toBe("Leave them out");
  await user.keyboard("{Enter}");
  await screen.findByText(/^Disabled \d+ people\. Left out: you, \d+ superusers?$/);
  expect(await active()).toBe(1 + superusers);
  expect(await stateOf(host, "ada")).toBe("active");
  const event = await lastEvent(host, "user.disable");
  expect(event.words).toMatch(/^disabled \d+ people$/);
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await screen.findByText(/^Undone: disabled \d+ people/);
  expect(await active()).toBe(before);
});

it("includes superusers if they are meant", async () => {
  const { host, user } = await openWindow("/people", {
    before: (host) => host.call("user.update", { user: "ada", is_superuser: true }),
  });
  await rowsOf("People");
  await user.click(await screen.findByLabelText("Select Ada Lovelace"));
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await user.click(await screen.findByRole("button", { name: "Include them" }));
  await screen.findByText("Disabled 1 person");
  expect(await stateOf(host, "ada")).toBe("disabled");
});

it("asks before it deletes, and Esc leaves everybody as they are", async () => {
  const { host, user } = await openWindow("/people");
  await rowsOf("People");
  await user.click(await screen.findByLabelText("Select Ada Lovelace"));
  await chooseDelete(user);
  await screen.findByText("Delete 1 person?");
  await user.keyboard("{Escape}");
  expect(screen.queryByText("Delete 1 person?")).toBeNull();
  expect(await stateOf(host, "ada")).toBe("active");
});

it("deletes those who are selected, and selects them no longer", async () => {
  const { host, user } = await openWindow("/people");
  await rowsOf("People");
  await user.click(await screen.findByLabelText("Select Ada Lovelace"));
  await chooseDelete(user);
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  await screen.findByText("Deleted 1 person");
  await waitFor(() => expect(screen.queryByText("1 selected")).toBeNull());
  expect(await stateOf(host, "ada")).toBe("deleted");
});

it("names those over whom one has no power, and does the others", async () => {
  const { host, user } = await openWindow("/people", { before: asAda("portreeve.change_user") });
  await host.ask("sign_in", { login: "root", password: PASSWORD });
  const [other] = (await host.call("user.list", { ...EVERYONE, filter: "barbara lamarr" })).rows;
  await host.call("user.grant", { user: other?.login ?? "", permission: "portreeve.issue_token" });
  await host.ask("sign_in", { login: "ada", password: PASSWORD });
  await rowsOf("People");
  await user.click(await screen.findByLabelText("Select Barbara Lamarr"));
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  const left = await screen.findByRole("list", { name: "Left out" });
  expect(left.textContent).toContain("was left out");
});

it("forgets at the lock what it has just told", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await user.click(await screen.findByLabelText("Select Ada Lovelace"));
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await screen.findByText("Disabled 1 person");
  await user.keyboard("{Control>}l{/Control}");
  await user.type(await screen.findByLabelText("Password"), PASSWORD);
  expect(screen.queryByText("Disabled 1 person")).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Unlock" }));
  await rowsOf("People");
  expect(screen.queryByText("Disabled 1 person")).toBeNull();
});

it("shows the reason where a permission is missing", async () => {
  await openWindow("/people", { before: asAda() });
  await rowsOf("People");
  expect(screen.getByRole("button", { name: "Add person" }).getAttribute("aria-disabled")).toBe("true");
});

it("says that people are not for everybody's eyes", async () => {
  await openWindow("/people", { scenario: { ...TEAM, as: "ada" } });
  await screen.findByText("You cannot see people");
  await screen.findByText("Ask an admin for the permission “Can view people”.");
  expect(screen.queryByRole("grid")).toBeNull();
});

it("adds people also for those who may not see who is there", async () => {
  const { host, user } = await openWindow("/people", {
    before: async (host) => {
      await host.call("user.grant", { user: "ada", permission: "portreeve.add_user" });
      await host.ask("sign_in", { login: "ada", password: PASSWORD });
    },
  });
  await user.click(await screen.findByRole("button", { name: "Add person" }));
  await user.type(await screen.findByLabelText("Username"), "otto{Enter}");
  await screen.findByText("Added otto");
  await host.ask("sign_in", { login: "root", password: PASSWORD });
  expect(await stateOf(host, "otto")).toBe("active");
});

it("comes back from the lock to the same filter and selection", async () => {
  const { user } = await openWindow("/people");
  await rowsOf("People");
  await user.type(screen.getByRole("combobox", { name: "Filter people" }), "ada");
  await user.click(await screen.findByLabelText("Select Ada Lovelace"));
  await user.keyboard("{Control>}l{/Control}");
  await user.type(await screen.findByLabelText("Password"), PASSWORD);
  expect(screen.queryByRole("grid")).toBeNull();
  expect(screen.queryByText("Ada Lovelace")).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Unlock" }));
  await rowsOf("People");
  expect(screen.getByRole("combobox", { name: "Filter people" })).toHaveProperty("value", "ada");
  expect(screen.getByLabelText("Select Ada Lovelace")).toHaveProperty("checked", true);
});

it("asks for the present password before it changes one's own", async () => {
  const { host, user } = await openWindow("/people", { before: longAfterSignIn });
  await rowsOf("People");
  await user.keyboard("/");
  await user.keyboard("root");
  await waitFor(async () => expect((await rowsOf("People")).length).toBe(1));
  await user.keyboard("{Escape}{Enter}");
  await user.click(await screen.findByRole("button", { name: "Set password…" }));
  await user.type(await screen.findByLabelText("New password"), "quarry lantern otter");
  expect(screen.getByRole("button", { name: "Save password" })).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText("Repeat new password"), "quarry lantern otter");
  await user.click(await screen.findByRole("button", { name: "Save password" }));
  await user.type(await screen.findByLabelText("Your password"), "wrong");
  await user.click(await screen.findByRole("button", { name: "Continue" }));
  await screen.findByText(/password is wrong/i);
  expect(await isPassword(host, "root", PASSWORD)).toBe(true);
  await user.type(screen.getByLabelText("Your password"), PASSWORD);
  await user.click(await screen.findByRole("button", { name: "Continue" }));
  await waitFor(async () => expect(await isPassword(host, "root", "quarry lantern otter")).toBe(true));
});

it("says at the field that is wrong what is wrong with it, and goes there", async () => {
  const { user } = await openWindow("/people?open=new");
  const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label);
  const login = await field("Username");
  await user.type(login, "ada");
  await user.keyboard("{Enter}");
  const alerts = () => screen.getAllByRole("alert").map((alert) => alert.textContent);
  await waitFor(() => expect(alerts().join("\n")).toContain("There is a user ada already"));
  await waitFor(() => expect(document.activeElement).toBe(login));
  await user.clear(login);
  await user.type(login, "ada2");
  const password = await field("Password");
  await user.type(password, "12345678");
  await user.type(await field("Repeat password"), "12345678");
  await user.keyboard("{Enter}");
  await screen.findByText(/top-10 common password/);
  await waitFor(() => expect(document.activeElement).toBe(password));
  // What was typed is kept until it is good enough.
  expect(password.value).toBe("12345678");
  await user.clear(password);
  await user.type(password, "quarry lantern otter");
  await user.clear(await field("Repeat password"));
  await user.type(await field("Repeat password"), "quarry lantern otter{Enter}");
  await screen.findByText("Added ada2");
});

it("tells what the filter can say, in short where it is typed and in full beside it", async () => {
  await openWindow("/people");
  const filter = await screen.findByLabelText<HTMLInputElement>("Filter people");
  expect(filter.placeholder).toContain("last_sign_in:");
  for (const term of ["is:never_signed_in", "last_sign_in:<90d", "group:"]) expect(filter.title).toContain(term);
});

it("keeps a person open whom the filter leaves out, and says so", async () => {
  const { user } = await openWindow(pathOf("ada"));
  await rowsOf("People");
  await user.keyboard("/");
  await user.keyboard("barbara lamarr");
  await screen.findByText("Not in this list");
  await screen.findByRole("heading", { name: "Ada Lovelace" });
  await user.clear(screen.getByLabelText("Filter people"));
  await waitFor(() => expect(screen.queryByText("Not in this list")).toBeNull());
});

it("draws people paler who cannot sign in", async () => {
  await openWindow("/people", { before: (host) => host.call("user.disable", { user: "ada" }) });
  const rows = await rowsOf("People");
  const pale = rows.filter((row) => row.dataset.pale).map((row) => row.textContent);
  expect(pale.some((text) => text?.includes("Ada Lovelace"))).toBe(true);
  expect(pale.length).toBeLessThan(rows.length);
});
