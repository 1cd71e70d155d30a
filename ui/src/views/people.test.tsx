import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { openWindow, rowsOf } from "@/test/window";

it("filters at every key and tells how many match", async () => {
  const { user } = openWindow("/people");
  await rowsOf("People");
  await user.keyboard("/");
  await user.keyboard("ada lovelace");
  await waitFor(async () => expect((await rowsOf("People")).length).toBe(1));
  screen.getByText("1 of 61", { exact: false });
  screen.getByText("portreeve user list --filter 'ada lovelace'", { exact: false });
});

it("completes a group with the keyboard", async () => {
  const { user } = openWindow("/people");
  await rowsOf("People");
  await user.keyboard("/");
  await user.keyboard("group:inv");
  // Hidden: without layout the list cannot be placed.
  await screen.findByRole("option", { name: /Invoice approvers/, hidden: true });
  await user.keyboard("{Tab}");
  expect(screen.getByRole("combobox", { name: "Filter people" })).toHaveProperty("value", 'group:"Invoice approvers" ');
});

it("says through which groups a permission comes", async () => {
  const { user } = openWindow("/people");
  await rowsOf("People");
  await user.keyboard("/");
  await user.keyboard("lovelace{Escape}{Enter}");
  const may = await screen.findByRole("region", { name: "May" });
  const invoices = within(may).getByText("view invoice").closest("li");
  expect(invoices?.textContent).toContain("through Invoice approvers ‹ Finance");
});

it("does things to many, and undoes exactly those", async () => {
  const { host, user } = openWindow("/people");
  await rowsOf("People");
  await user.click(screen.getByLabelText("Select Ada Lovelace"));
  await user.click(screen.getByLabelText("Select Barbara Lamarr"));
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await screen.findByText("Disabled 2 people");
  expect(host.directory.user("ada").state).toBe("disabled");
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(host.directory.user("ada").state).toBe("active"));
});

it("forgets at the lock what it has just told", async () => {
  const { user } = openWindow("/people");
  await rowsOf("People");
  await user.click(screen.getByLabelText("Select Ada Lovelace"));
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await screen.findByText("Disabled 1 person");
  await user.keyboard("{Control>}l{/Control}");
  await user.type(await screen.findByLabelText("Password"), "correct horse");
  expect(screen.queryByText("Disabled 1 person")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Unlock" }));
  await rowsOf("People");
  expect(screen.queryByText("Disabled 1 person")).toBeNull();
});

it("shows the reason where a permission is missing", async () => {
  openWindow("/people", { as: "ada" });
  await rowsOf("People");
  expect(screen.getByRole("button", { name: "Add person" }).getAttribute("aria-disabled")).toBe("true");
});

it("comes back from the lock to the same filter and selection", async () => {
  const { user } = openWindow("/people");
  await rowsOf("People");
  await user.type(screen.getByRole("combobox", { name: "Filter people" }), "ada");
  await user.click(await screen.findByLabelText("Select Ada Lovelace"));
  await user.keyboard("{Control>}l{/Control}");
  await user.type(await screen.findByLabelText("Password"), "correct horse");
  expect(screen.queryByRole("grid")).toBeNull();
  expect(screen.queryByText("Ada Lovelace")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Unlock" }));
  await rowsOf("People");
  expect(screen.getByRole("combobox", { name: "Filter people" })).toHaveProperty("value", "ada");
  expect(screen.getByLabelText("Select Ada Lovelace")).toHaveProperty("checked", true);
});

it("asks for the present password before it changes one's own", async () => {
  const { host, user } = openWindow("/people");
  await rowsOf("People");
  await user.keyboard("/");
  await user.keyboard("root{Escape}{Enter}");
  await user.click(await screen.findByRole("button", { name: "Set password…" }));
  await user.type(await screen.findByLabelText("New password"), "quarry lantern otter");
  await user.click(screen.getByRole("button", { name: "Save password" }));
  await user.type(await screen.findByLabelText("Your password"), "wrong");
  await user.click(screen.getByRole("button", { name: "Continue" }));
  await screen.findByText(/password is wrong/i);
  expect(host.directory.user("root").password).toBe("correct horse");
  await user.type(screen.getByLabelText("Your password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Continue" }));
  await waitFor(() => expect(host.directory.user("root").password).toBe("quarry lantern otter"));
});

it("tells what the filter can say, in short where it is typed and in full beside it", async () => {
  openWindow("/people");
  const filter = await screen.findByLabelText<HTMLInputElement>("Filter people");
  expect(filter.placeholder).toContain("last_sign_in:");
  for (const term of ["is:never_signed_in", "last_sign_in:<90d", "group:"]) expect(filter.title).toContain(term);
});
