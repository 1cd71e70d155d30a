import { screen, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { asAda, openWindow, PASSWORD, rowsOf } from "@/test/window";

// The language is fixed as soon as the texts are loaded.
vi.hoisted(() => localStorage.setItem("portreeve.language", "de"));

/** A key of the catalogue that stands where its text should. */
const RAW = /\b(common|shared|frame|views|settings|overview)\.[a-z_]+/;

it("shows its screens in German", async () => {
  const { user } = await openWindow("/overview");
  await screen.findByRole("heading", { name: "Überblick" });
  await screen.findByRole("region", { name: "Zu erledigen" });
  expect(document.body.textContent).not.toMatch(RAW);
  await user.keyboard("gp");
  await rowsOf("Personen");
  const navigation = within(screen.getByRole("navigation", { name: "Ansichten" }));
  expect(navigation.getAllByRole("link").map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining(["Überblick", "Aktivität", "Einstellungen"]),
  );
  expect(document.body.textContent).not.toMatch(RAW);
});

it("says in German what happened, by whom, and what an error is called", async () => {
  const { user } = await openWindow("/overview", {
    before: async (host) => {
      await asAda("portreeve.change_user", "portreeve.view_audit")(host);
      await host.call("user.disable", { user: "bo" }).catch(() => undefined);
    },
  });
  await user.keyboard("gl");
  await rowsOf("Aktivität");
  await screen.findByText(/hat ada portreeve\.change_user erteilt$/);
});

it("names in German the permission that is lacking", async () => {
  await openWindow("/groups", { before: asAda() });
  await screen.findByText("Sie können keine Gruppen sehen");
  await screen.findByText("Bitten Sie einen Admin um die Berechtigung „Gruppen und Berechtigungen ansehen“.");
});

it("calls a wrong password what it is in German", async () => {
  const { user } = await openWindow("/people", { scenario: { people: 12, key: "passphrase_file" } });
  const field = await screen.findByLabelText("Passphrase");
  await user.type(field, "not this one{Enter}");
  const note = await screen.findByRole("alert");
  expect(note.textContent).not.toBe("");
  expect(PASSWORD).not.toBe("not this one");
});
