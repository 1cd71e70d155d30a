import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { openWindow } from "@/test/window";

async function previewOf(path: string) {
  const { user } = openWindow("/people");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByLabelText("Search actions"), "import");
  await user.keyboard("{Enter}");
  await user.type(await screen.findByLabelText("Django dump"), path);
  await user.click(screen.getByRole("button", { name: "Preview" }));
  return user;
}

const importButton = () => screen.getByRole<HTMLButtonElement>("button", { name: "Import changes" });

it("names who cannot come in, and imports the rest when asked to", async () => {
  const user = await previewOf("/tmp/held.json");
  const held = await screen.findByRole("region", { name: "Cannot come in" });
  expect(held.textContent).toContain("mira holm object 61, id 61, active, last sign-in never");
  expect(held.textContent).toContain("letters, digits and @ . + - _ are allowed");
  expect(importButton().disabled).toBe(true);
  await user.click(screen.getByRole("checkbox", { name: "Leave out 1 entry and import the rest" }));
  expect(importButton().disabled).toBe(false);
  await user.click(importButton());
  await screen.findByText("Imported changes");
});

it("takes somebody in under another login name", async () => {
  const user = await previewOf("/tmp/held.json");
  const held = await screen.findByRole("region", { name: "Cannot come in" });
  await user.type(within(held).getByLabelText("New login name of mira holm"), "mira.holm{Enter}");
  await expect.poll(() => screen.queryByRole("region", { name: "Cannot come in" })).toBeNull();
  expect(importButton().disabled).toBe(false);
});

it("tells what is read otherwise than it is written", async () => {
  await previewOf("/tmp/naive.json");
  const plan = await screen.findByRole("region", { name: "What will be imported" });
  expect(plan.textContent).toContain("has no time zone and was read as UTC");
});

it("reads moments without a time zone in the one that is named", async () => {
  const user = await previewOf("/tmp/naive.json");
  const plan = await screen.findByRole("region", { name: "What will be imported" });
  await user.type(screen.getByLabelText("Time zone"), "Europe/Berlin{Enter}");
  await expect.poll(() => plan.textContent).toContain("was read as Europe/Berlin");
});

it("asks for the model of the users where it is not clear, and only there", async () => {
  const user = await previewOf("/tmp/models.json");
  await screen.findByText(/not clear which model/);
  await user.click(screen.getByRole("combobox", { name: "Model of your users" }));
  await user.click(await screen.findByRole("option", { name: "shop.customer", hidden: true }));
  await screen.findByRole("region", { name: "What will be imported" });
  expect(screen.queryByText(/not clear which model/)).toBeNull();
  const path = screen.getByLabelText("Django dump");
  await user.clear(path);
  await user.type(path, "/tmp/naive.json");
  expect(screen.queryByRole("combobox", { name: "Model of your users" })).toBeNull();
});

it("asks for the field that people sign in with where somebody has no user name, and only there", async () => {
  const user = await previewOf("/tmp/phone.json");
  await screen.findByRole("region", { name: "Cannot come in" });
  await user.click(screen.getByRole("combobox", { name: "Field people sign in with" }));
  await user.click(await screen.findByRole("option", { name: "phone", hidden: true }));
  await expect.poll(() => screen.queryByRole("region", { name: "Cannot come in" })).toBeNull();
  expect(importButton().disabled).toBe(false);
  const path = screen.getByLabelText("Django dump");
  await user.clear(path);
  await user.type(path, "/tmp/naive.json{Enter}");
  await screen.findByText(/has no time zone/);
  expect(screen.queryByRole("combobox", { name: "Field people sign in with" })).toBeNull();
});
