import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { OverviewResponse } from "@/bindings/wire";
import type { HttpHost } from "@/host/http";
import { asAda, openWindow, PASSWORD, rowsOf, TEAM } from "@/test/window";

/** A directory in which nothing is left to do. */
const WELL: OverviewResponse = {
  backups: {
    made: { at: new Date().toISOString(), path: "/backups/acme.backup" },
    rehearsed: { at: new Date().toISOString(), path: "/backups/acme.backup" },
    is_backup_due: false,
    is_rehearsal_due: false,
  },
  oldest_key_at: new Date().toISOString(),
  passwords: { old_hashes: 0, superusers: 2 },
  keeping: { recovery_kit_at: "2026-05-03T12:00:00Z", disk_left: 25e9, is_disk_low: false },
  unused_sessions: 0,
  sign_ins: { days: [{ day: "2026-05-03", done: 3, refused: 1 }], is_cut: false },
  news: { count: 0, is_more: false, rows: [], last: 7 },
};

const regionOf = (name: string) => screen.findByRole("region", { name });

/** Root has looked at everything up to this moment. */
async function lookedNow(host: HttpHost) {
  const [{ user }, { news }] = [await host.call("user.show", { user: "root" }), await host.call("overview.show", {})];
  localStorage.setItem("portreeve.looked", JSON.stringify({ [user.id]: news?.last }));
}

it("says what needs the person, and leads to the pane that settles it", async () => {
  const { user } = await openWindow("/overview");
  const needs = await regionOf("Needs you");
  const lines = within(needs).getAllByRole("listitem");
  within(needs).getByRole("heading", { name: `${lines.length} things need you` });
  within(needs).getByText(/^No backup tested for \d+ days$/);
  within(needs).getByText(/^The oldest signing key is \d+ days old$/);
  within(await regionOf("In order")).getByText("46 imported passwords are upgraded to Argon2id at the next sign-in");

  within(needs).getByText("No recovery kit: if the key is lost, everything is lost");
  const print = within(needs).getByRole("link", { name: "Print one" });
  print.focus();
  await user.keyboard("{Enter}");
  await screen.findByRole("complementary", { name: /recovery kit/i });
  expect(window.location.hash).toBe("#/data/backups?open=kit");
});

it("counts superusers who can sign in, and lists those who could become one", async () => {
  const overview = { ...WELL, passwords: { old_hashes: 0, superusers: 1 } };
  const { user } = await openWindow("/overview", { answers: { "overview.show": overview } });
  const needs = await regionOf("Needs you");
  within(needs).getByRole("heading", { name: "1 thing needs you" });
  within(needs).getByText(/^Only one superuser can sign in/);
  await user.click(within(needs).getByRole("link", { name: "Add a superuser" }));
  await rowsOf("People");
  expect(screen.getByLabelText<HTMLInputElement>("Filter people").value).toBe("is:active -is:superuser");
});

it("shows the sessions that nobody uses", async () => {
  const { user } = await openWindow("/overview", {
    answers: { "overview.show": { ...WELL, unused_sessions: 2 } },
  });
  await screen.findByText("2 sessions have not been used for an hour");
  await user.click(screen.getByRole("link", { name: "See which" }));
  expect((await screen.findByLabelText<HTMLInputElement>("Filter sessions")).value).toBe("-is:app older:1h");
});

it("sees a full disk", async () => {
  const keeping = { recovery_kit_at: null, disk_left: 412e6, is_disk_low: true };
  await openWindow("/overview", { answers: { "overview.show": { ...WELL, keeping } } });
  await screen.findByText(/^Only 412\.0 MB are left on the disk/);
  expect(screen.getByRole("link", { name: "Remove leftovers" }).getAttribute("href")).toBe("/#/data/health");
});

it("says that all is good once stored data was checked, and not before", async () => {
  const { user } = await openWindow("/overview", { answers: { "overview.show": WELL } });
  await regionOf("Nothing needs you");
  expect(screen.queryByRole("region", { name: "All good" })).toBeNull();
  await user.click(screen.getByRole("link", { name: "Check it" }));
  await user.click(await screen.findByRole("button", { name: "Check now" }));
  await screen.findByText("Both copies read, no errors");
  await user.click(screen.getByRole("link", { name: "Overview" }));
  const good = within(await regionOf("All good"));
  good.getByText("A recovery kit was made on 3 May 2026");
  good.getByText("2 superusers can sign in");
  expect(screen.queryByRole("region", { name: "Needs you" })).toBeNull();
});

it("tells an account that sees little no more than it could look at", async () => {
  const before = async (host: HttpHost) => {
    await host.call("backup.create", { path: `${host.files}/a.backup`, passphrase: "four or five words" });
    await host.call("backup.verify", { path: `${host.files}/a.backup`, passphrase: "four or five words" });
    await host.call("key.rotate", {});
    await asAda()(host);
  };
  await openWindow("/overview", { before });
  const seen = within(await regionOf("Nothing that you can see needs you"));
  await seen.findByText("Backed up today");
  for (const hidden of ["All good", "Nothing needs you", "Needs you", "Sign-ins, 30 days", "Since you last looked"]) {
    expect(screen.queryByRole("region", { name: hidden }), hidden).toBeNull();
  }
  expect(screen.queryByText(/disk|recovery kit|not been used/)).toBeNull();
});

it("says what others did since the person last looked, and from then on nothing of it", async () => {
  const before = async (host: HttpHost) => {
    await host.call("user.update", { user: "ada", is_superuser: true });
    await lookedNow(host);
    await host.call("group.create", { name: "By root", permissions: [] });
    await host.ask("sign_in", { login: "ada", password: PASSWORD });
    await host.call("group.create", { name: "Night shift", permissions: [] });
    await host.ask("sign_in", { login: "root", password: PASSWORD });
  };
  const { user } = await openWindow("/overview", { before });
  const news = within(await regionOf("Since you last looked"));
  await news.findByText("1 change by others");
  expect(news.queryByText(/By root/)).toBeNull();
  const looked = () => Object.values(JSON.parse(localStorage.getItem("portreeve.looked") ?? "{}"))[0] as number;
  const first = looked();
  await waitFor(() => expect(looked()).toBeGreaterThan(first));
  // It stays for this visit.
  await user.click(news.getByRole("link", { name: /^ada .*Night shift/ }));
  await screen.findByRole("complementary");
  await user.click(screen.getByRole("link", { name: "Overview" }));
  await screen.findByText("Nobody else has changed anything.");
});

it("begins to tell news at the first look", async () => {
  await openWindow("/overview");
  await screen.findByText("From now on, what others do shows here.");
});

it("counts sign-ins and refused ones, day by day for a screen reader", async () => {
  const { host } = await openWindow("/overview", { scenario: TEAM });
  const { sign_ins } = await host.call("overview.show", {});
  const refused = (sign_ins?.days ?? []).reduce((sum, day) => sum + day.refused, 0);
  const part = within(await regionOf("Sign-ins, 30 days"));
  part.getByRole("link", { name: `${refused} refused` });
  const rows = within(part.getByRole("table", { name: "Sign-ins by day, in UTC" })).getAllByRole("row");
  expect(rows).toHaveLength(31);
  const today = sign_ins?.days.at(-1);
  expect(rows.at(-1)?.textContent).toMatch(new RegExp(`${today?.done}${today?.refused}$`));
});
