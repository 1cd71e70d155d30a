import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { openWindow, rowsOf } from "@/test/window";

const choice = (name: string) => screen.findByRole<HTMLInputElement>("radio", { name });

it("follows the system until a language is chosen on this computer", async () => {
  const { user } = await openWindow("/settings/computer");
  await screen.findByRole("radiogroup", { name: "Language" });
  expect((await choice("English")).checked).toBe(false);
  await user.click(await choice("Deutsch"));
  expect(localStorage.getItem("portreeve.language")).toBe("de");
});

it("says that drafts are lost before the window loads again, if there are any", async () => {
  const { user } = await openWindow("/settings/computer");
  await choice("Deutsch");
  expect(screen.queryByText(/forgets what was typed/)).toBeNull();
  await user.keyboard("gp");
  await rowsOf("People");
  await user.keyboard("{Control>}n{/Control}");
  await user.type(await screen.findByLabelText("Username"), "otto");
  await user.keyboard("{Escape}{Control>},{/Control}");
  await waitFor(() => screen.getByRole("heading", { name: "Settings" }));
  await user.click(await screen.findByRole("link", { name: "This computer" }));
  await screen.findByText(/forgets what was typed/);
});
