import { screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { expect, it } from "vitest";
import { openWindow, PASSWORD, rowsOf, TEAM } from "@/test/window";

it("says what it waits for while the status does, and then goes on", async () => {
  let unlock = () => {};
  const isUnlocked = new Promise<void>((resolve) => {
    unlock = resolve;
  });
  await openWindow("/people", {
    scenario: TEAM,
    calls: (host) => ({
      status: async (request) => {
        await isUnlocked;
        return host.ask("status", request);
      },
    }),
  });
  expect(document.body.textContent).toBe("");
  await screen.findByRole("heading", { name: "Waiting for your keychain" });
  expect((await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } })).violations).toEqual([]);
  unlock();
  await rowsOf("People");
});

it("names the team and the person on the lock, and takes the password at once", async () => {
  const { user } = await openWindow("/people", { before: (host) => host.ask("lock", {}) });
  await screen.findByRole("heading", { name: "Acme is locked" });
  await screen.findByText((_text, element) => element?.textContent === "Enter root's password to unlock.");
  expect(document.title).toBe("Acme");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Password")));
  await user.keyboard(`${PASSWORD}{Enter}`);
  await rowsOf("People");
});

it("keeps the username for the next one who signs in", async () => {
  await openWindow("/people", { before: (host) => host.ask("sign_out", {}) });
  expect(await screen.findByLabelText("Username")).toHaveProperty("value", "root");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Password")));
});
