import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { openWindow } from "@/test/window";

it("moves the key out of the keychain and back", async () => {
  const { user } = await openWindow("/data/backups");
  await user.click(await screen.findByRole("button", { name: "Move the key…" }));
  expect(screen.getByText("portreeve key move --to passphrase-file")).toBeDefined();
  const move = await screen.findByRole("button", { name: "Move the key" });
  expect(move).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText("Passphrase"), "seven quiet gulls");
  expect(move).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText("Repeat passphrase"), "seven quiet gulls");
  await user.click(move);
  await screen.findByText("in a file, protected by a passphrase");
  await user.click(await screen.findByRole("button", { name: "Move the key…" }));
  await user.click(await screen.findByRole("button", { name: "Move the key" }));
  await screen.findByText("in this computer's keychain");
});
