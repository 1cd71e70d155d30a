import { screen, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { asAda, lastEvent, openWindow, rowsOf } from "@/test/window";

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

it("says in German what happened, and to whom", async () => {
  const { host } = await openWindow("/activity/events", {
    before: (host) => host.call("user.disable", { user: "ada" }),
  });
  const rows = await rowsOf("Aktivität");
  const event = await lastEvent(host, "user.disable");
  expect(event.words).toBe("disabled ada");
  expect(rows.map(({ textContent }) => textContent).join("\n")).toMatch(/root.*hat ada deaktiviert/);
});

it("names in German the permission that is lacking", async () => {
  await openWindow("/groups", { before: asAda() });
  await screen.findByText("Sie können keine Gruppen sehen");
  await screen.findByText("Bitten Sie einen Admin um die Berechtigung „Gruppen und Berechtigungen ansehen“.");
});
