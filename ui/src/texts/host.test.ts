import { expect, it } from "vitest";
import { OWN_LABELS } from "@/bindings/commands";
import { ERRORS, TITLES } from "@/bindings/errors";
import { EVENT_NAMES, FIELD_WORDS } from "@/bindings/words";
import { host } from "./de/host";
import { reasonTitle } from "./host";

const titles = [...Object.values(ERRORS).map((entry) => entry.title), ...Object.values(TITLES)];

it("says every error in words of its own", () => {
  expect(new Set(titles).size).toBe(titles.length);
  for (const title of titles) expect(title).toMatch(/^[A-Z][^_]+[A-Za-z]$/);
});

it("sends the person where a lost session can be mended", () => {
  expect(ERRORS.not_signed_in.action).toBe("sign_in");
  expect(ERRORS.locked.action).toBe("unlock");
});

it("calls a reason by its own title, and leaves one that it does not know to its class", () => {
  expect(reasonTitle("import.collision")).toBe("Two names in the file collide");
  expect(reasonTitle("not_found")).toBe("Not found");
  expect(reasonTitle("import.another_planet")).toBeUndefined();
  expect(reasonTitle("toString")).toBeUndefined();
});

it("knows in German whatever the host names, and nothing that it does not", () => {
  const { classes, reasons, fields, permissions, events, automaticEvents } = host;
  expect(Object.keys(classes)).toEqual(Object.keys(ERRORS));
  expect(Object.keys(reasons)).toEqual(Object.keys(TITLES));
  expect(Object.keys(permissions)).toEqual(Object.keys(OWN_LABELS));
  expect(Object.keys(events)).toEqual(EVENT_NAMES);
  // It also has those fields whose English words are their names.
  expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(FIELD_WORDS)));
  expect(EVENT_NAMES).toEqual(expect.arrayContaining(Object.keys(automaticEvents)));
  const german = [...Object.values(classes), ...Object.values(reasons), ...Object.values(permissions)];
  expect(new Set(german).size).toBe(german.length);
});
