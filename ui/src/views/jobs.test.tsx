import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, it, onTestFinished, vi } from "vitest";
import type { HttpHost } from "@/host/http";
import { SHORT_MS } from "@/shared/reports";
import { openWindow, PASSWORD, rowsOf } from "@/test/window";

const ACTIVE = { filter: "is:active", sort: "login", descending: false, page: { offset: 0, limit: 1 } } as const;

const active = async (host: HttpHost) => (await host.call("user.list", ACTIVE)).matched;
const jobs = () => screen.findByRole("region", { name: "Work in progress" });
const bar = () => screen.findByRole<HTMLProgressElement>("progressbar", { name: "Changing people" });

async function selectAll(user: UserEvent) {
  await rowsOf("People");
  await user.click(await screen.findByLabelText("Select all results"));
  await screen.findByText("61 selected");
}

/** Disables everybody but superusers, and holds that work. */
async function disableAll(user: UserEvent, host: HttpHost) {
  await selectAll(user);
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  const careful = await screen.findByRole("button", { name: "Leave them out" });
  await host.turn({ hold_jobs: true });
  await user.click(careful);
  await bar();
}

/** Lets work go on that has taken so long that it is reported. */
async function goOn(host: HttpHost) {
  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now() + SHORT_MS + 1);
  onTestFinished(() => clock.mockRestore());
  await host.turn({ hold_jobs: false });
}

it("shows what goes on on every screen and over the lock, and reports it until that is dismissed", async () => {
  const { host, user } = await openWindow("/people");
  const before = await active(host);
  await disableAll(user, host);
  expect((await jobs()).textContent).toContain("0 of 61 people decided");
  expect((await bar()).max).toBe(61);

  await user.keyboard("{Control>}[Digit3]{/Control}");
  await rowsOf("Groups");
  expect((await bar()).max).toBe(61);

  await user.keyboard("{Control>}l{/Control}");
  const password = await screen.findByLabelText("Password");
  await bar();
  // Numbers and the kind of work, and nothing to press.
  expect((await jobs()).textContent).toBe("Changing people0 of 61 people decided");
  await user.type(password, `${PASSWORD}{Enter}`);
  await rowsOf("Groups");
  await bar();

  await goOn(host);
  const report = await screen.findByRole("article", { name: "Report" });
  expect(report.textContent).toMatch(/^Disabled \d+ people\. Left out: you/);
  expect(within(report).getByText(/root\u2069 was left out: this is your own account/)).toBeTruthy();
  expect(await active(host)).toBeLessThan(before);
  await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());

  await user.keyboard("{Control>}[Digit2]{/Control}");
  await rowsOf("People");
  await user.click(within(await screen.findByRole("article", { name: "Report" })).getByText("Undo"));
  await screen.findByText(/^Undone: disabled \d+ people/);
  expect(await active(host)).toBe(before);
  expect(screen.queryByRole("article", { name: "Report" })).toBeNull();
}, 90_000);

it("cancels by keyboard before anything is changed, and says so", async () => {
  const { host, user } = await openWindow("/people");
  const before = await active(host);
  await disableAll(user, host);
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByLabelText("Search actions"), "cancel chang");
  await user.keyboard("{Enter}");
  await screen.findByRole("button", { name: "Cancelling…" });
  await host.turn({ hold_jobs: false });
  const report = await screen.findByRole("article", { name: "Report" });
  expect(report.textContent).toBe("It was cancelled; nothing was changed.");
  expect(await active(host)).toBe(before);
  expect(screen.queryByRole("alert")).toBeNull();
  await user.click(within(report).getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByRole("region", { name: "Work in progress" })).toBeNull();
});

it("forgets a report when the session ends", async () => {
  const { host, user } = await openWindow("/people");
  await disableAll(user, host);
  await goOn(host);
  await screen.findByRole("article", { name: "Report" });
  await host.ask("sign_out", {});
  await user.keyboard("{Control>}l{/Control}");
  await screen.findByRole("button", { name: "Sign in" });
  expect(screen.queryByRole("article", { name: "Report" })).toBeNull();
});

it("says of a question that came while the person was elsewhere that nobody was changed", async () => {
  const { host, user } = await openWindow("/people");
  const before = await active(host);
  await selectAll(user);
  await host.turn({ hold_jobs: true });
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await bar();
  await user.keyboard("{Control>}[Digit3]{/Control}");
  await rowsOf("Groups");
  await host.turn({ hold_jobs: false });
  await screen.findByText(/^Nobody was changed/);
  expect(await active(host)).toBe(before);
});

it("says that the window closes when work has ended, and stays open when told to", async () => {
  let isClosing = true;
  const { host, user } = await openWindow("/data/health", {
    before: (host) => host.turn({ hold_jobs: true }),
    calls: (host) => ({
      // Only the window's own frame can be closed.
      jobs: async () => ({ ...(await host.ask("jobs", {})), is_closing: isClosing }),
      stay_open: (request) => {
        isClosing = false;
        return host.ask("stay_open", request);
      },
    }),
  });
  await user.click(await screen.findByRole("button", { name: "Check now" }));
  await screen.findByText("Portreeve closes when this is done.");
  await user.click(screen.getByRole("button", { name: "Stay open" }));
  await waitFor(() => expect(screen.queryByText("Portreeve closes when this is done.")).toBeNull());
  await screen.findByRole("progressbar", { name: "Checking stored data" });
  await host.turn({ hold_jobs: false });
  await screen.findByText("Both copies read, no errors");
});
