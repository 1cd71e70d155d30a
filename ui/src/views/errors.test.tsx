import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { NEW_TEAM, openWindow, pathOf } from "@/test/window";

it("says an error in whole sentences, with names as they are", async () => {
  const { user } = await openWindow(pathOf("root"), { scenario: NEW_TEAM });
  await user.click(await screen.findByRole("switch", { name: "Superuser" }));
  const texts = [...(await screen.findByRole("alert")).querySelectorAll("p")].map((text) => text.textContent ?? "");
  expect(texts[0]).toMatch(/^root is the only active superuser/);
  for (const text of texts) expect(text).toMatch(/[^.]\.$/);
});

it("does not say the title again", async () => {
  const { user } = await openWindow("/", { scenario: { people: 12, key: "passphrase_file" } });
  await user.type(await screen.findByLabelText("Passphrase"), "not this one{Enter}");
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toMatch(/wrong/i);
  expect(alert.textContent?.match(/wrong/gi)).toHaveLength(1);
});
