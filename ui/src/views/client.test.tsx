import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { openWindow } from "@/test/window";

it("adds an app, exports its config and checks it with a real token", async () => {
  const { host, user } = openWindow("/apps");
  await user.click(await screen.findByRole("button", { name: "Add local app" }));
  await user.type(await screen.findByLabelText("App name"), "till");
  await user.click(screen.getByRole("button", { name: "Create app" }));

  const trust = within(await screen.findByRole("region", { name: "How it trusts us" }));
  await trust.findByText("No secret inside", { exact: false });
  await user.click(trust.getByRole("button", { name: "Choose file…" }));
  await user.click(trust.getByRole("button", { name: "Save to file" }));
  await trust.findByText("readable by you only", { exact: false });
  expect(host.directory.clients.files.get("/home/admin/settings_jwt.py")).toContain('"AUDIENCE": "till"');
  screen.getByText("portreeve client export till --preset simplejwt --out /home/admin/settings_jwt.py", {
    exact: false,
  });

  await user.click(trust.getByRole("button", { name: "Check it" }));
  await trust.findByText("Accepted");
});

it("says that a shared secret is inside, and does not offer to copy it", async () => {
  const { host } = openWindow("/apps");
  const { id } = host.directory.clients.rows.find((client) => client.algorithm === "HS256") ?? { id: "" };
  window.location.hash = `#/apps/${id}`;
  const trust = within(await screen.findByRole("region", { name: "How it trusts us" }));
  await trust.findByText("The file holds a secret", { exact: false });
  expect(trust.queryByRole("button", { name: "Copy the config" })).toBeNull();
});

it("masks an issued token until asked", async () => {
  const { host, user } = openWindow("/apps");
  window.location.hash = `#/apps/${host.directory.clients.rows[0]?.id}`;
  await user.click(await screen.findByRole("button", { name: "Issue a token for root" }));
  const field = await screen.findByLabelText<HTMLTextAreaElement>("Access token");
  expect(field.value).toMatch(/^•+$/);
  await user.click(screen.getByRole("button", { name: "Show" }));
  expect(field.value).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
});
