import { readFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import axe from "axe-core";
import { expect, it } from "vitest";
import type { AuditVerifyResponse } from "@/bindings/wire";
import type { HttpHost } from "@/host/http";
import { figure } from "@/shared/count";
import brokenTrail from "@/test/fixtures/broken_trail.json";
import { fill, lastEvent, NEW_TEAM, openHost, openWindow, pathOf, pathOfLast, rowsOf, stateOf } from "@/test/window";

/** The person whom the history has put on call. */
const MEMBER = "user10";

async function askForLastChange(user: UserEvent) {
  await rowsOf("People");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByLabelText("Search actions"), "undo my");
  await user.keyboard("{Enter}");
}

/** The number of events. */
async function eventsOf(host: HttpHost) {
  return (await host.call("audit.list", { filter: {}, limit: 1 })).last;
}
const RULES = { rules: { "color-contrast": { enabled: false } } };

it("tells what happened by day, and finds more at every key", async () => {
  const { host, user } = await openWindow("/activity/events");
  const rows = await rowsOf("Activity");
  // Yesterday in the first minutes of a day: the newest event is some minutes old.
  expect(rows[0]?.textContent).toMatch(/^(Today|Yesterday)$/);
  await screen.findByText(`200+ of ${figure(await eventsOf(host))}`, { exact: false });
  await user.keyboard("/");
  await user.keyboard("is:refused on:Finance ");
  await waitFor(async () => expect((await rowsOf("Activity")).length).toBe(2));
  expect((await rowsOf("Activity"))[1]?.textContent).toContain("tried to delete the group Finance");
  await screen.findByText("portreeve audit list --outcome refused --target Finance", { exact: false });
});

it("opens an event with each field before and after, shows what undoing changes, and undoes it", async () => {
  const { host, user } = await openWindow(pathOfLast("group.grant"));
  const changes = await screen.findByRole("list", { name: "Changes" });
  expect(changes.textContent).toContain("after: people.view_profile");
  await user.click(await screen.findByRole("button", { name: "Undo…" }));
  const undone = await screen.findByRole("list", { name: "What undoing changes" });
  expect(undone.textContent).toContain("before: people.view_profile");
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await screen.findByText("Undone by event", { exact: false });
  expect((await host.call("group.show", { group: "Viewers" })).permissions).toEqual(["people.view_invoice"]);
  // The undo is an event as well.
  const { number, undoes } = await lastEvent(host, "undo.apply");
  await user.click(await screen.findByRole("button", { name: figure(number) }));
  await screen.findByRole("heading", { name: `root undid event ${undoes}` });
});

it("says why something cannot be undone", async () => {
  const { user, host } = await openWindow(pathOfLast("group.add_member"));
  await host.call("group.remove_member", { group: "On call", user: MEMBER });
  await user.click(await screen.findByRole("button", { name: "Undo…" }));
  await screen.findByText(/groups of .* was changed since/);
  await screen.findByText(/^Undo event \d+ first, or change it by hand/);
});

it("offers to undo a change where it was made, by its event", async () => {
  const { host, user } = await openWindow(pathOf(MEMBER));
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(async () => expect(await stateOf(host, MEMBER)).toBe("active"));
  const [undoing, disabling] = (await host.call("audit.list", { filter: {} })).rows;
  expect([undoing?.command, undoing?.undoes]).toEqual(["undo.apply", disabling?.number]);
});

it("undoes the change that was made here, also when the same person has just done the same elsewhere", async () => {
  const meanwhile = async (host: HttpHost) => {
    const act = host.act;
    host.act = async (command, request) => {
      const done = await act(command, request);
      if (command === "user.disable") await act(command, { user: "ada" });
      return done;
    };
  };
  const { host, user } = await openWindow(pathOf(MEMBER), { before: meanwhile });
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(async () => expect(await stateOf(host, MEMBER)).toBe("active"));
  expect(await stateOf(host, "ada")).toBe("disabled");
});

it("offers names while a filter is typed", async () => {
  const { user } = await openWindow("/activity/events");
  await rowsOf("Activity");
  await user.keyboard("/");
  await user.keyboard("by:ro");
  await screen.findByRole("option", { name: /by:root/, hidden: true });
  await user.keyboard("{Tab}");
  expect(screen.getByLabelText("Filter activity")).toHaveProperty("value", "by:root ");
});

it("undoes one's last change from the palette, and says which", async () => {
  const grant = { group: "Viewers", permission: "people.change_profile" };
  const { host, user } = await openWindow("/people", { before: (host) => host.call("group.grant", grant) });
  await askForLastChange(user);
  await screen.findByText(/^Undone: .*people\.change_profile/);
  const { groups } = await host.call("group.list", {});
  expect(groups.find(({ name }) => name === "Viewers")?.permissions).not.toContain("people.change_profile");
});

it("says which change of one's own cannot be taken back, and why", async () => {
  const { user } = await openWindow("/people");
  await askForLastChange(user);
  await screen.findByText(/^Not undone: .*billing-app/);
});

it("shows in a person's pane what happened to them, and leads on", async () => {
  const { user } = await openWindow(pathOf(MEMBER));
  const activity = await screen.findByRole("region", { name: "Activity" });
  await within(activity).findByText(/^root set the password of/);
  await user.click(await within(activity).findByRole("button", { name: "Show all" }));
  await rowsOf("Activity");
  expect(screen.getByLabelText<HTMLInputElement>("Filter activity").value).toMatch(/^on:/);
});

it("says whether the trail is unbroken, and where it is not", async () => {
  let isEdited = false;
  const { host, user } = await openWindow("/activity/events", {
    answers: {
      "audit.verify": async () => (isEdited ? (brokenTrail as AuditVerifyResponse) : host.call("audit.verify", {})),
    },
  });
  const events = figure(await eventsOf(host));
  await screen.findByText(new RegExp(`^${events} events, complete and unchanged since`));
  isEdited = true;
  await user.click(await screen.findByRole("button", { name: "Check now" }));
  await screen.findByText(/^Broken: event 812 is not what was written/);
});

it("gives the checkpoint away in words, and checks some that were kept", async () => {
  const { host, user } = await openWindow("/activity/checkpoints");
  const { number, code } = await host.call("audit.head", {});
  const head =
    (await within(await screen.findByRole("main")).findByText(String(number))).parentElement?.textContent ?? "";
  expect(head).toBe(code);
  // As copied from paper: one line after the other.
  const words = screen.getByLabelText("Number and words");
  await user.type(words, head.toUpperCase().replaceAll(" ", "\n"));
  await user.click(await screen.findByRole("button", { name: "Check" }));
  await screen.findByText("It matches");
  await user.clear(words);
  await user.type(words, "42 academic acid");
  await user.click(await screen.findByRole("button", { name: "Check" }));
  expect((await screen.findByRole("alert")).textContent).toContain("9 words belong after the number, not 2");
  await user.clear(words);
  await user.type(words, (await (await openHost(NEW_TEAM)).call("audit.head", {})).code);
  await user.click(await screen.findByRole("button", { name: "Check" }));
  await waitFor(() =>
    expect(screen.getByRole("alert").textContent).toContain("is not the trail that this code was made for"),
  );
});

it("prints the checkpoint on a sheet of its own", async () => {
  const { host } = await openWindow("/activity/checkpoints");
  await screen.findByRole("button", { name: "Copy the checkpoint" });
  const sheet = document.querySelector("body > article");
  expect(sheet?.textContent).toContain((await host.call("audit.head", {})).code);
  expect(sheet?.textContent).toContain("portreeve audit check WORDS");
});

it("removes old events when asked, and proves the rest", async () => {
  const { host, user } = await openWindow("/activity/events");
  await screen.findByText(/events, complete and unchanged since/);
  await user.click(await screen.findByRole("button", { name: "Remove old events…" }));
  const days = await screen.findByLabelText("Older than (days)");
  await user.clear(days);
  await user.type(days, "29");
  await screen.findByText("Enter a whole number of days, at least 30.");
  expect(screen.getByRole("button", { name: "Remove" })).toHaveProperty("disabled", true);
  await user.clear(days);
  await user.type(days, "100");
  await screen.findByText("portreeve audit prune --older-than-days 100", { exact: false });
  await user.click(await screen.findByRole("button", { name: "Remove" }));
  const removed = Number((await screen.findByText(/^Removed \d+ events$/)).textContent?.match(/\d+/)?.[0]);
  await screen.findByText(String(removed));
  const { first, last } = await host.call("audit.list", { filter: {}, limit: 1 });
  expect(first).toBe(removed + 1);
  // The removal is an event as well.
  await screen.findByText(new RegExp(`^${last - removed} events, complete and unchanged since`));
});

it("has old events removed by itself when asked", async () => {
  const { host, user } = await openWindow("/activity/events?open=prune");
  const keep = await screen.findByRole("combobox", { name: "Keep events" });
  await waitFor(() => expect(keep).toHaveProperty("value", "Forever"));
  await user.click(keep);
  await user.click(await screen.findByRole("option", { name: "A year", hidden: true }));
  await screen.findByText("Events are now kept for a year");
  expect((await host.call("directory.show", {})).keep_events_days).toBe(365);
  expect(keep).toHaveProperty("value", "A year");
});

it("exports what the filter finds", async () => {
  const { host, user } = await openWindow("/activity/events");
  await rowsOf("Activity");
  await user.type(screen.getByLabelText("Filter activity"), "is:refused ");
  await user.click(await screen.findByRole("button", { name: "Export…" }));
  const path = `${host.files}/refused.jsonl`;
  await fill(user, await screen.findByLabelText("Save as"), path);
  await user.click(await screen.findByRole("button", { name: "Export" }));
  const refused = (await host.call("audit.list", { filter: { outcome: "refused" } })).rows.length;
  await screen.findByText(new RegExp(`^${refused} events, `));
  expect(readFileSync(path, "utf8").trim().split("\n").length).toBe(refused);
});

it("unfolds an event about more people than it lists itself, to each of them", async () => {
  const disableAll = {
    whom: { filter: "" },
    act: { kind: "disable" as const },
    with_superusers: false,
    dry_run: false,
  };
  const { user } = await openWindow(pathOfLast("user.disable"), {
    scenario: { people: 150, as: "root" },
    before: (host) => host.call("user.change_many", disableAll),
  });
  await screen.findByRole("heading", { name: /^root disabled 1\d\d people$/ });
  const listed = await screen.findByRole("list", { name: "Changes" });
  expect(listed.children.length).toBe(100);
  await user.click(await screen.findByRole("button", { name: /^Show \d+ more$/ }));
  const further = await screen.findByRole("list", { name: "Further people and things" });
  expect(further.children.length).toBeGreaterThanOrEqual(40);
  expect(screen.queryByRole("button", { name: /^Show \d+ more$/ })).toBeNull();
});

it("keeps an event open that the filter leaves out, and says so", async () => {
  const { user } = await openWindow(pathOfLast("group.grant"));
  await rowsOf("Activity");
  await user.keyboard("/");
  await user.keyboard("is:refused ");
  await screen.findByText("Not in this list");
});
