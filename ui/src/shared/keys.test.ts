import { expect, it } from "vitest";
import { isPressed, keyNames } from "./keys";

const press = (key: string, init: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key, ...init });

it("knows letters, signs and figures by what they are on any keyboard", () => {
  expect(isPressed("mod+K", press("k", { ctrlKey: true }))).toBe(true);
  expect(isPressed("mod+K", press("K", { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(isPressed("mod+K", press("k"))).toBe(false);
  expect(isPressed("/", press("/", { shiftKey: true }))).toBe(true);
  expect(isPressed("shift+?", press("?", { shiftKey: true }))).toBe(true);
  expect(isPressed("mod+1", press("&", { code: "Digit1", ctrlKey: true }))).toBe(true);
  expect(isPressed("mod+plus", press("=", { ctrlKey: true }))).toBe(true);
  expect(isPressed("mod+-", press("-", { ctrlKey: true }))).toBe(true);
});

it("names keys for people", () => {
  expect(["mod+K", "mod+plus", "g P", "shift+?"].map(keyNames)).toEqual(["Ctrl K", "Ctrl +", "g P", "?"]);
});
