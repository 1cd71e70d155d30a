import { expect, it } from "vitest";
import type { SessionRow } from "@/bindings/wire";
import { sessionLanguage } from "./filter";

const NOW = Date.UTC(2026, 10, 27, 12);
const DAY_MS = 86_400_000;

function session(id: string, change: Partial<SessionRow>): SessionRow {
  const last_seen_at = new Date(NOW).toISOString();
  return {
    id,
    kind: "window",
    client: null,
    login: "ada",
    display_name: "Ada Văn",
    last_seen_at,
    ...change,
  } as SessionRow;
}

const SESSIONS = [
  session("window", { is_current: true }),
  session("cli", { kind: "cli", login: "root", display_name: "Root" }),
  session("old", { last_seen_at: new Date(NOW - 8 * DAY_MS).toISOString() }),
  session("app", { kind: "token_family", client: "billing-app" }),
];
const language = sessionLanguage(SESSIONS, NOW);
const found = (filter: string) => language.narrow(SESSIONS, filter).map(({ id }) => id);

it("narrows by kind, app, person and age, and by words", () => {
  expect(found("is:window")).toEqual(["window", "old"]);
  expect(found("is:this")).toEqual(["window"]);
  expect(found("app:billing-app")).toEqual(["app"]);
  expect(found("of:root")).toEqual(["cli"]);
  expect(found("older:7d")).toEqual(["old"]);
  expect(found("older:9d")).toEqual([]);
  expect(found("van -is:cli -older:7d")).toEqual(["window", "app"]);
});

it("narrows nothing by what it does not know, and says so", () => {
  expect(found("is:foo older:x app:wiki")).toHaveLength(4);
  expect(language.read("older:x")).toEqual({ unknown: "There is no older:x. Try older:7d, older:30d" });
  expect(language.read("app:")).toEqual({ unknown: "There is no app:. Try app:billing-app" });
});
