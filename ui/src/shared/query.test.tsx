import { waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { openWindow, rowsOf } from "@/test/window";
import { askAgain, makeQueryClient, STATUS_KEY } from "./query";

/** What is asked again of all that is on screen, when records of these kinds were written. */
async function askedAgain(kinds: string[]): Promise<unknown[]> {
  const client = makeQueryClient();
  const onScreen = [STATUS_KEY, ["user.list", {}], ["session.list", {}], ["client.presets", {}], ["backup.status", {}]];
  for (const key of onScreen) client.setQueryData(key, {});
  await askAgain(client, kinds);
  const stale = client.getQueryCache().findAll({ predicate: (query) => query.state.isInvalidated });
  return stale.map((query) => query.queryKey[0]);
}

it("asks again what comes from what was written, and what does not say what it comes from", async () => {
  expect(await askedAgain(["session", "clock_mark"])).toEqual(["status", "session.list", "backup.status"]);
  expect(await askedAgain(["last_sign_in"])).toEqual(["status", "user.list", "backup.status"]);
  expect(await askedAgain(["event"])).toEqual(["status", "backup.status"]);
  // Who may ask is worked out from these.
  expect(await askedAgain(["group"])).toEqual([
    "status",
    "user.list",
    "session.list",
    "client.presets",
    "backup.status",
  ]);
});

it("asks everything again of a kind that it does not know", async () => {
  expect(await askedAgain(["robot"])).toHaveLength(5);
});

it("leaves the list of people alone when a session was seen, and not when a person was changed", async () => {
  const { host } = await openWindow("/people");
  await rowsOf("People");
  const act = vi.spyOn(host, "act");
  const asked = () => act.mock.calls.map(([command]) => command);
  await host.turn({ passed_secs: 90 });
  await host.call("session.me", {});
  // What comes from anything is asked again, so the change was heard.
  await waitFor(() => expect(asked()).toContain("directory.show"));
  expect(asked()).not.toContain("user.list");
  await host.call("user.update", { user: "ada", first_name: "Augusta" });
  await waitFor(() => expect(asked()).toContain("user.list"));
});
