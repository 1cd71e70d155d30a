import { writeFileSync } from "node:fs";
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { fill, openWindow, rowsOf } from "@/test/window";

/** A user as in a Django dump. */
function user(pk: number, username: string, fields = {}, model = "auth.user") {
  const rest = { first_name: "", last_name: "", email: "", is_staff: false, is_superuser: false, last_login: null };
  const common = {
    password: "!",
    is_active: true,
    date_joined: "2026-05-03T09:00:00Z",
    groups: [],
    user_permissions: [],
  };
  return { model, pk, fields: { username, ...rest, ...common, ...fields } };
}

/** One person who cannot be imported as they are, and one who can. */
const HELD = [user(61, "mira holm"), user(62, "mara.holm")];

const NAIVE = [user(63, "naima", { date_joined: "2026-05-03T09:00:00" })];

/** Two models with passwords. */
const MODELS = [
  user(1, "staff1", {}, "core.person"),
  user(2, "staff2", {}, "core.person"),
  user(1, "buyer", {}, "shop.customer"),
];

/** A person with neither a username nor an e-mail address. */
const PHONE = [user(64, "", { username: undefined, phone: "030-1234", badge: "b-17" }, "staff.person")];

async function previewOf(dump: unknown[]) {
  const { host, user } = await openWindow("/people");
  await rowsOf("People");
  const path = `${host.files}/dump.json`;
  writeFileSync(path, JSON.stringify(dump));
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByLabelText("Search actions"), "import");
  await user.keyboard("{Enter}");
  await fill(user, await screen.findByLabelText("Django dump"), path);
  await user.click(await screen.findByRole("button", { name: "Preview" }));
  return { host, user };
}

const importButton = () => screen.getByRole<HTMLButtonElement>("button", { name: /^Import (changes|\d)/ });

it("names who cannot come in, and imports the rest when asked to", async () => {
  const { host, user } = await previewOf(HELD);
  const held = await screen.findByRole("region", { name: "Cannot be imported" });
  expect(held.textContent).toContain("mira holm object 1, id 61, active, last sign-in never");
  expect(held.textContent).toContain("use letters, digits and @ . + - _");
  expect(importButton().disabled).toBe(true);
  await user.click(await screen.findByRole("checkbox", { name: "Leave out 1 entry and import the rest" }));
  expect(importButton().disabled).toBe(false);
  await user.click(importButton());
  await screen.findByText("Imported 1 person");
  expect((await host.call("user.show", { user: "mara.holm" })).user.state).toBe("active");
});

it("takes somebody in under another username", async () => {
  const { host, user } = await previewOf(HELD);
  const held = await screen.findByRole("region", { name: "Cannot be imported" });
  await user.type(within(held).getByLabelText("New username of mira holm"), "mira.holm{Enter}");
  await expect.poll(() => screen.queryByRole("region", { name: "Cannot be imported" })).toBeNull();
  expect(importButton().disabled).toBe(false);
  await user.click(importButton());
  await screen.findByText("Imported 2 people");
  expect((await host.call("user.show", { user: "mira.holm" })).user.state).toBe("active");
});

it("tells what is read otherwise than it is written", async () => {
  await previewOf(NAIVE);
  const plan = await screen.findByRole("region", { name: "What will be imported" });
  expect(plan.textContent).toContain("has no time zone and was read as UTC");
});

it("reads moments without a time zone in the one that is named", async () => {
  const { user } = await previewOf(NAIVE);
  const plan = await screen.findByRole("region", { name: "What will be imported" });
  await user.type(screen.getByLabelText("Time zone"), "Europe/Berlin{Enter}");
  await expect.poll(() => plan.textContent).toContain("was read as Europe/Berlin");
});

it("asks for the model of the users where it is not clear, and only there", async () => {
  const { host, user } = await previewOf(MODELS);
  await screen.findByText(/not clear which model/);
  await user.click(await screen.findByRole("combobox", { name: "User model" }));
  await user.click(await screen.findByRole("option", { name: "shop.customer", hidden: true }));
  await screen.findByRole("region", { name: "What will be imported" });
  expect(screen.queryByText(/not clear which model/)).toBeNull();
  const path = screen.getByLabelText("Django dump");
  await user.clear(path);
  await fill(user, path, `${host.files}/another.json`);
  expect(screen.queryByRole("combobox", { name: "User model" })).toBeNull();
});

it("asks for the field that people sign in with where somebody has no username, and only there", async () => {
  const { host, user } = await previewOf(PHONE);
  await screen.findByRole("region", { name: "Cannot be imported" });
  screen.getByText("There is nothing else to import.");
  expect(screen.queryByRole("checkbox", { name: /^Leave out/ })).toBeNull();
  await user.click(await screen.findByRole("combobox", { name: "Field people sign in with" }));
  await user.click(await screen.findByRole("option", { name: "phone", hidden: true }));
  await expect.poll(() => screen.queryByRole("region", { name: "Cannot be imported" })).toBeNull();
  expect(importButton().disabled).toBe(false);
  const path = screen.getByLabelText("Django dump");
  await user.clear(path);
  writeFileSync(`${host.files}/naive.json`, JSON.stringify(NAIVE));
  await fill(user, path, `${host.files}/naive.json`);
  await user.keyboard("{Enter}");
  await screen.findByText(/has no time zone/);
  expect(screen.queryByRole("combobox", { name: "Field people sign in with" })).toBeNull();
});

it("says in amber how many superusers and staff it brings, and lists them first", async () => {
  await previewOf([
    user(71, "aaron"),
    user(72, "bea", { is_staff: true }),
    user(73, "zed", { is_superuser: true, is_staff: true }),
  ]);
  const plan = within(await screen.findByRole("region", { name: "What will be imported" }));
  plan.getByText("1 new superuser, who can do everything: zed");
  plan.getByText(/^2 new staff: /);
  const rows = [...plan.getByRole("list", { name: "People and groups in the file" }).children];
  const listed = rows.map((row) => row.textContent);
  expect(listed.slice(0, 2).sort()).toEqual(["beapersonstaffnew", "zedpersonsuperuserstaffnew"]);
  expect(listed[2]).toBe("aaronpersonnew");
});

it("calls what is the same unchanged, and says that nothing is left to import", async () => {
  const { host, user: person } = await previewOf([user(71, "aaron")]);
  const list = await screen.findByRole("list", { name: "People and groups in the file" });
  expect(list.textContent).toBe("aaronpersonnew");
  const path = screen.getByLabelText<HTMLInputElement>("Django dump").value;
  const choices = { dry_run: false, leave_out: false, enable: false, logins: [], groups: [] };
  await host.call("import.people", { path, ...choices });
  // Another time zone reads the file again.
  await person.type(screen.getByLabelText("Time zone"), "Europe/Berlin{Enter}");
  await screen.findByText("Nothing to import: everything in this file is already here.");
  const again = screen.getByRole("list", { name: "People and groups in the file" });
  expect(again.textContent).toBe("aaronpersonunchanged");
});

it("shows the rows that matter, more when asked, and says how many are not listed", async () => {
  const many = Array.from({ length: 1100 }, (_, index) => user(1000 + index, `person${index}`));
  const { user: person } = await previewOf([...many, user(9000, "chief", { is_superuser: true })]);
  const list = await screen.findByRole("list", { name: "People and groups in the file" });
  expect(list.children.length).toBe(100);
  expect(list.firstElementChild?.textContent).toContain("chief");
  await person.click(screen.getByText("Show the first 1,000"));
  expect(list.children.length).toBe(1000);
  screen.getByText("101 more are not listed; the figures above count them.");
});

it("shows which file a short path means, and refuses one that starts nowhere", async () => {
  const { user } = await openWindow("/data/import");
  const file = await screen.findByRole("textbox", { name: /File|dump/ });
  await user.type(file, "~/dump.json");
  await screen.findByText(/^\/.*\/dump\.json$/);
  await user.clear(file);
  await user.type(file, "dump.json");
  await user.tab();
  await screen.findByText(/does not say in which folder/);
});
