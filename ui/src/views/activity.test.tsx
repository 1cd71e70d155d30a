import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { expect, it } from "vitest";
import { openWindow, rowsOf } from "@/test/window";

const MEMBER = "0192f3c4-7a1e-7c52-8000-00000000000b";
const RULES = { rules: { "color-contrast": { enabled: false } } };

it("tells what happened by day, and finds more at every key", async () => {
  const { user } = openWindow("/activity");
  const rows = await rowsOf("Activity");
  // Yesterday in the first minutes of a day: the newest event is some minutes old.
  expect(rows[0]?.textContent).toMatch(/^(Today|Yesterday)$/);
  screen.getByText("200+ of 1,189", { exact: false });
  await user.keyboard("/");
  await user.keyboard("is:refused on:Finance ");
  await waitFor(async () => expect((await rowsOf("Activity")).length).toBe(2));
  expect((await rowsOf("Activity"))[1]?.textContent).toContain("tried to delete the group Finance");
  screen.getByText("portreeve audit list --outcome refused --target Finance", { exact: false });
});

it("opens an event with each field before and after, shows what undoing changes, and undoes it", async () => {
  const { host, user } = openWindow("/activity?open=1186");
  const changes = await screen.findByRole("list", { name: "Changes" });
  expect(changes.textContent).toContain("after: people.view_profile");
  await user.click(screen.getByRole("button", { name: "Undo…" }));
  const undone = await screen.findByRole("list", { name: "What undoing changes" });
  expect(undone.textContent).toContain("before: people.view_profile");
  expect((await axe.run(document.body, RULES)).violations).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Undo it" }));
  await screen.findByText("It was taken back by event", { exact: false });
  expect(host.directory.handlers["group.show"]({ group: "Viewers" }).permissions).toEqual(["people.view_invoice"]);
  // The undoing is an event as well.
  await user.click(screen.getByRole("button", { name: "1,190" }));
  await screen.findByRole("heading", { name: "root took back event 1186" });
});

it("says why something cannot be undone", async () => {
  const { user, host } = openWindow("/activity?open=1185");
  host.directory.perform("group.remove_member", { group: "On call", user: MEMBER });
  await user.click(await screen.findByRole("button", { name: "Undo…" }));
  await screen.findByText(/groups of .* was changed since/);
  screen.getByText("Change it by hand");
});

it("offers to undo a change where it was made, by its event", async () => {
  const { host, user } = openWindow(`/people?open=${MEMBER}`);
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(host.directory.user(MEMBER).state).toBe("active"));
  const [undoing, disabling] = host.directory.trail.list({ filter: {} }).rows;
  expect([undoing?.command, undoing?.undoes]).toEqual(["undo.apply", disabling?.number]);
});

it("undoes the change that was made here, also when the same person has just done the same elsewhere", async () => {
  const { host, user } = openWindow(`/people?open=${MEMBER}`);
  const act = host.act;
  host.act = async (command, request) => {
    const done = await act(command, request);
    if (command === "user.disable") host.directory.perform("user.disable", { user: "ada" });
    return done;
  };
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(host.directory.user(MEMBER).state).toBe("active"));
  expect(host.directory.user("ada").state).toBe("disabled");
});

it("offers names while a filter is typed", async () => {
  const { user } = openWindow("/activity");
  await rowsOf("Activity");
  await user.keyboard("/");
  await user.keyboard("by:ro");
  await screen.findByRole("option", { name: /by:root/, hidden: true });
  await user.keyboard("{Tab}");
  expect(screen.getByLabelText("Filter activity")).toHaveProperty("value", "by:root ");
});

it("leads from the palette to one's last change", async () => {
  const { user } = openWindow("/people");
  await rowsOf("People");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByLabelText("Search actions"), "undo my");
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { name: "root granted people.view_profile to Viewers" });
});

it("shows in a person's pane what happened to them, and leads on", async () => {
  const { user } = openWindow(`/people?open=${MEMBER}`);
  const activity = await screen.findByRole("region", { name: "Activity" });
  await within(activity).findByText(/^root set the password of/);
  await user.click(within(activity).getByRole("button", { name: "Show all" }));
  await rowsOf("Activity");
  expect(screen.getByLabelText<HTMLInputElement>("Filter activity").value).toMatch(/^on:/);
});

it("says whether the trail is unbroken, and where it is not", async () => {
  const { host, user } = openWindow("/activity");
  await screen.findByText(/^1,189 events, unbroken since/);
  host.directory.trail.editedAt = 812;
  await user.click(screen.getByRole("button", { name: "Verify now" }));
  await screen.findByText(/^Broken: event 812 is not what was written/);
});

it("gives the head away in words, and checks some that were kept", async () => {
  const { user } = openWindow("/activity?open=head");
  const pane = await screen.findByRole("complementary", { name: "Head" });
  const head = (await within(pane).findByText("1189")).parentElement?.textContent ?? "";
  expect(head).toBe("1189 academic acid acne acquire acrobat activity actress adapt legal");
  // As it comes from paper: a line after the other.
  const words = screen.getByLabelText("Number and words");
  await user.type(words, head.toUpperCase().replaceAll(" ", "\n"));
  await user.click(screen.getByRole("button", { name: "Check" }));
  await screen.findByText("It holds");
  await user.clear(words);
  await user.type(words, "1042 academic acid");
  await user.click(screen.getByRole("button", { name: "Check" }));
  expect((await screen.findByRole("alert")).textContent).toContain("9 words belong after the number, not 2");
  await user.clear(words);
  await user.type(words, `1042${" acid".repeat(9)}`);
  await user.click(screen.getByRole("button", { name: "Check" }));
  await waitFor(() =>
    expect(screen.getByRole("alert").textContent).toContain("is not the one that this code was told at"),
  );
});

it("prints the head on a sheet of its own", async () => {
  openWindow("/activity?open=head");
  await screen.findByRole("button", { name: "Copy the head" });
  const sheet = document.querySelector("body > article");
  expect(sheet?.textContent).toContain("1189 academic acid acne");
  expect(sheet?.textContent).toContain("portreeve audit check WORDS");
});

it("removes old events when asked, and proves the rest", async () => {
  const { host, user } = openWindow("/activity");
  await screen.findByText(/^1,189 events, unbroken since/);
  await user.click(screen.getByRole("button", { name: "Remove old events…" }));
  const days = await screen.findByLabelText("Older than, in days");
  await user.clear(days);
  await user.type(days, "29");
  screen.getByText("A number of days, at least 30");
  expect(screen.getByRole("button", { name: "Remove" })).toHaveProperty("disabled", true);
  await user.clear(days);
  await user.type(days, "100");
  screen.getByText("portreeve audit prune --older-than-days 100", { exact: false });
  await user.click(screen.getByRole("button", { name: "Remove" }));
  const removed = Number((await screen.findByText(/^Removed \d+ events$/)).textContent?.match(/\d+/)?.[0]);
  screen.getByText(String(removed));
  const { first, last } = host.directory.trail.list({ filter: {} });
  expect(first).toBe(removed + 1);
  // Removing is an event as well.
  await screen.findByText(new RegExp(`^${last - removed} events, unbroken since`));
});

it("has old events removed by itself when asked", async () => {
  const { host, user } = openWindow("/activity?open=prune");
  const keep = await screen.findByRole("combobox", { name: "Keep events" });
  await waitFor(() => expect(keep).toHaveProperty("value", "For ever"));
  await user.click(keep);
  await user.click(await screen.findByRole("option", { name: "A year", hidden: true }));
  await screen.findByText("Events are kept: a year");
  expect(host.directory.trail.keptDays).toBe(365);
  expect(keep).toHaveProperty("value", "A year");
});

it("exports what the filter finds", async () => {
  const { user } = openWindow("/activity");
  await rowsOf("Activity");
  await user.type(screen.getByLabelText("Filter activity"), "is:refused ");
  await user.click(screen.getByRole("button", { name: "Export…" }));
  await user.type(await screen.findByLabelText("Save as"), "/tmp/refused.jsonl");
  await user.click(screen.getByRole("button", { name: "Export" }));
  await screen.findByText(/^43 events, /);
});
