import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { openWindow } from "@/test/window";

it("lets everybody change their own password, with the present one", async () => {
  const { host, user } = openWindow("/overview", { as: "ada" });
  await user.click(await screen.findByRole("button", { name: "ada: change your password" }));
  await user.type(await screen.findByLabelText("New password"), "quarry lantern otter");
  await user.click(screen.getByRole("button", { name: "Save password" }));
  await user.type(await screen.findByLabelText("Your password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Continue" }));
  await screen.findByText("Changed your password");
  expect(host.directory.user("ada").password).toBe("quarry lantern otter");
  await waitFor(() => expect(screen.queryByLabelText("New password")).toBeNull());
});

it("keeps what was typed while the present password is asked for", async () => {
  const { host, user } = openWindow("/overview", { as: "ada" });
  await user.click(await screen.findByRole("button", { name: "ada: change your password" }));
  await user.type(await screen.findByLabelText("New password"), "quarry lantern otter");
  await user.click(screen.getByRole("button", { name: "Save password" }));
  await screen.findByLabelText("Your password");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByLabelText("Your password")).toBeNull());
  expect(screen.getByLabelText("New password")).toHaveProperty("value", "quarry lantern otter");
  expect(host.directory.user("ada").password).not.toBe("quarry lantern otter");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByLabelText("New password")).toBeNull());
});
