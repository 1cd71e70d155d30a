import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openWindow, PASSWORD, pathOf, rowsOf } from "@/test/window";

const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label);

async function lockAndUnlock(user: UserEvent) {
  await user.keyboard("{Control>}l{/Control}");
  await user.type(await field("Password"), `${PASSWORD}{Enter}`);
}

it("offers back what was typed, after Esc, another row and the lock, but no secret", async () => {
  const { user } = await openWindow("/people?open=new");
  const rows = await rowsOf("People");
  await user.type(await field("Username"), "otto");
  await user.type(await field("Password"), "quarry lantern otter");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByLabelText("First name")).toBeNull());

  await user.keyboard("{Control>}n{/Control}");
  await screen.findByText("Draft restored");
  expect((await field("Username")).value).toBe("otto");
  expect((await field("Password")).value).toBe("");
  await user.type(await field("First name"), "Otto");
  await user.click(rows[1] as HTMLElement);
  await screen.findByRole("complementary", { name: "Person" });

  await user.keyboard("{Control>}n{/Control}");
  expect((await field("First name")).value).toBe("Otto");
  await lockAndUnlock(user);
  await screen.findByText("Draft restored");
  expect((await field("First name")).value).toBe("Otto");

  await user.click(screen.getByText("Discard"));
  expect((await field("Username")).value).toBe("");
  expect(screen.queryByText("Draft restored")).toBeNull();
});

it("forgets what was typed once it is done", async () => {
  const { user } = await openWindow("/people?open=new");
  await user.type(await field("Username"), "otto{Enter}");
  await screen.findByText("Added otto");
  await user.keyboard("{Control>}n{/Control}");
  await waitFor(async () => expect((await field("Username")).value).toBe(""));
  expect(screen.queryByText("Draft restored")).toBeNull();
});

it("forgets what was typed when the session ends", async () => {
  const { user } = await openWindow("/people?open=new");
  await user.type(await field("Username"), "otto");
  await user.keyboard("{Control>}l{/Control}");
  await user.click(await screen.findByText("Sign in as someone else"));
  const username = await field("Username");
  await user.clear(username);
  await user.type(username, "root");
  await user.type(await field("Password"), `${PASSWORD}{Enter}`);
  await rowsOf("People");
  await user.keyboard("{Control>}n{/Control}");
  expect((await field("Username")).value).toBe("");
});

it("keeps a field that was being edited over the lock, and saves it when told", async () => {
  const { host, user } = await openWindow(pathOf("ada"));
  const email = await field("E-mail");
  await user.clear(email);
  await user.type(email, "countess@acme.example");
  await lockAndUnlock(user);
  expect((await field("E-mail")).value).toBe("countess@acme.example");
  await user.click(screen.getByText("Save"));
  await waitFor(async () => {
    expect((await host.call("user.show", { user: "ada" })).user.email).toBe("countess@acme.example");
  });
  await waitFor(() => expect(screen.queryByText("Draft restored")).toBeNull());
});

it("neither overwrites nor is overwritten when a value changes while it is edited", async () => {
  const { host, user } = await openWindow(pathOf("ada"));
  const emailNow = async () => (await host.call("user.show", { user: "ada" })).user.email;
  const email = await field("E-mail");
  await user.clear(email);
  await user.type(email, "mine@acme.example");
  await host.call("user.update", { user: "ada", email: "theirs@acme.example" });
  const note = await screen.findByText(/^Changed meanwhile to/);
  const asks = within(note.closest<HTMLElement>('[role="alert"]') as HTMLElement);
  asks.getByText("theirs@acme.example");
  asks.getByText("mine@acme.example");
  await user.keyboard("{Enter}");
  expect(await emailNow()).toBe("theirs@acme.example");
  await user.click(asks.getByText("Save mine"));
  await waitFor(async () => expect(await emailNow()).toBe("mine@acme.example"));
  await waitFor(() => expect(screen.queryByText(/^Changed meanwhile to/)).toBeNull());
});

it("stays in a field that Enter has saved, and Esc restores one", async () => {
  const { host, user } = await openWindow(pathOf("ada"));
  const email = await field("E-mail");
  await user.clear(email);
  await user.type(email, "countess@acme.example{Enter}");
  await waitFor(async () => {
    expect((await host.call("user.show", { user: "ada" })).user.email).toBe("countess@acme.example");
  });
  expect(document.activeElement).toBe(email);
  await user.type(email, "x{Escape}");
  expect(email.value).toBe("countess@acme.example");
  screen.getByRole("complementary", { name: "Person" });
});

it("keeps what is typed while the field is being saved", async () => {
  const { host, user } = await openWindow(pathOf("ada"));
  const email = await field("E-mail");
  await user.clear(email);
  await user.type(email, "countess@acme.example{Enter}.org");
  await waitFor(async () => {
    expect((await host.call("user.show", { user: "ada" })).user.email).toBe("countess@acme.example");
  });
  await screen.findByText("ada: e-mail address is now countess@acme.example");
  expect(email.value).toBe("countess@acme.example.org");
  expect(screen.queryByText(/^Changed meanwhile to/)).toBeNull();
  await user.keyboard("{Escape}");
  expect(email.value).toBe("countess@acme.example");
});
