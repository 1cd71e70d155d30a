import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { openWindow, rowsOf } from "@/test/window";

const field = () => screen.findByRole<HTMLInputElement>("combobox", { name: "Language" });

it("follows the system until a language is picked on this computer, not just passed with the arrow keys", async () => {
  const { user } = await openWindow("/settings/computer");
  expect((await field()).value).toBe("System");
  await user.click(await field());
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(localStorage.getItem("portreeve.language")).toBeNull();
  await user.keyboard("{Enter}");
  expect(localStorage.getItem("portreeve.language")).toBe("de");
});

it("says that drafts are lost before the window loads again, if there are any", async () => {
  const { user } = await openWindow("/settings/computer");
  await field();
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
