import { screen } from "@testing-library/react";
import axe from "axe-core";
import { expect, it } from "vitest";
import type { FakeOptions } from "@/host/fake";
import { openWindow } from "./window";

const SCREENS: [path: string, options: FakeOptions, sign: () => Promise<unknown>][] = [
  ["/", { state: "absent" }, () => screen.findByLabelText("Team name")],
  ["/", { state: "signed_out" }, () => screen.findByLabelText("Password")],
  ["/", { state: "locked" }, () => screen.findByRole("button", { name: "Unlock" })],
  ["/", { state: "passphrase_needed" }, () => screen.findByLabelText("Passphrase")],
  ["/", { state: "keychain_needed" }, () => screen.findByRole("button", { name: "Try again" })],
  ["/", { state: "damaged" }, () => screen.findByRole("button", { name: "Restore it…" })],
  ["/", { state: "damaged", isKeyMissing: true }, () => screen.findByRole("button", { name: /recovery kit/ })],
  ["/overview", {}, () => screen.findByText("In figures")],
  ["/people", {}, () => screen.findByText("Ada Lovelace")],
  ["/people?open=new", {}, () => screen.findByRole("button", { name: "Create person" })],
  ["/people?open=0192f3c4-7a1e-7c52-8000-000000000002", {}, () => screen.findByRole("region", { name: "May" })],
  ["/groups?open=0192f3c4-7a1e-7c52-8000-000000000387", {}, () => screen.findByText("Nesting")],
  ["/apps", {}, () => screen.findAllByText("stock-room")],
  ["/apps/billing-app", {}, () => screen.findByRole("region", { name: "Config" })],
  ["/sessions", {}, () => screen.findAllByRole("gridcell")],
  ["/overview", { doctor: "lost", backups: "none" }, () => screen.findByText(/No backup yet/)],
  ["/activity", {}, () => screen.findByText(/unbroken since/)],
  ["/activity", { isTrailEdited: true }, () => screen.findByText(/^Broken/)],
  ["/activity", { as: "ada" }, () => screen.findByText("Not for this account")],
  ["/activity?open=1185", {}, () => screen.findByRole("button", { name: "Undo…" })],
  ["/activity?open=1187", {}, () => screen.findByText(/^It cannot be undone/)],
  ["/activity?open=head", {}, () => screen.findByRole("button", { name: "Copy the head" })],
  ["/activity?open=prune", {}, () => screen.findByLabelText("Older than, in days")],
  ["/activity?open=export", {}, () => screen.findByLabelText("Save as")],
  ["/settings?open=backup", {}, () => screen.findByLabelText("Passphrase once more")],
  ["/settings?open=rehearse", {}, () => screen.findByRole("button", { name: "Rehearse" })],
  ["/settings", {}, () => screen.findByText("All, as a JWK Set")],
];

// Contrast needs real layout; shared/tokens.test.ts looks after that.
const RULES = { "color-contrast": { enabled: false } };

it.each(SCREENS)("axe finds nothing on %s %j", async (path, options, sign) => {
  openWindow(path, options);
  await sign();
  const { violations } = await axe.run(document.body, { rules: RULES });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
});
