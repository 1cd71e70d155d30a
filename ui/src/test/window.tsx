import { render, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { afterEach, inject } from "vitest";
import { HttpHost, type Scenario } from "@/host/http";
import { App } from "@/views/App";
import { type CannedAnswers, type CannedCalls, canned } from "./canned";

/** Every person's password, also of key files and of the newest backup. */
export const PASSWORD = "harbour-lantern-otter";

/** A recipient of the backups that are encrypted for recipients, and its identity. */
export const RECIPIENT = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";
export const IDENTITY = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";

/** A team after some months, with its superuser signed in. */
export const TEAM: Scenario = { people: 60, as: "root" };
/** The same with nobody signed in. */
export const SIGNED_OUT: Scenario = { people: 60 };
/** No directory yet. */
export const NOTHING: Scenario = {};
/** A team that has done nothing yet, not even a backup. */
export const NEW_TEAM: Scenario = { people: 12, as: "root" };

const open: HttpHost[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((host) => host.close()));
});

/** A new directory for each call, removed after the test. */
export async function openHost(scenario: Scenario = TEAM): Promise<HttpHost> {
  const host = await HttpHost.open(inject("liveHost"), scenario);
  open.push(host);
  return host;
}

export interface Circumstances {
  scenario?: Scenario;
  /** Runs before the window opens. */
  before?: (host: HttpHost) => Promise<unknown>;
  /** Canned answers to commands. */
  answers?: CannedAnswers;
  /** Canned answers to other calls. */
  calls?: (host: HttpHost) => CannedCalls;
}

/** Opens the whole window over a directory, at an address such as "/people". */
export async function openWindow(
  path: string | ((host: HttpHost) => Promise<string>),
  { scenario, before, answers = {}, calls = () => ({}) }: Circumstances = {},
) {
  const host = await openHost(scenario);
  await before?.(host);
  window.location.hash = `#${typeof path === "string" ? path : await path(host)}`;
  render(<App host={canned(host, answers, calls(host))} />);
  return { host, user: userEvent.setup() };
}

/** Ada's window: she can view people, and has the given permissions. */
export function asAda(...permissions: string[]) {
  return async (host: HttpHost) => {
    for (const permission of ["portreeve.view_user", ...permissions]) {
      await host.call("user.grant", { user: "ada", permission });
    }
    await host.ask("sign_in", { login: "ada", password: PASSWORD });
  };
}

/** Lets the time pass in which a command asks for no password again. */
export function longAfterSignIn(host: HttpHost) {
  return host.turn({ passed_secs: 600 });
}

export async function stateOf(host: HttpHost, login: string) {
  return (await host.call("user.show", { user: login })).user.state;
}

export async function isPassword(host: HttpHost, user: string, password: string) {
  return (await host.call("user.check_password", { user, password })).matches;
}

/** The address of a person's pane. */
export function pathOf(login: string) {
  return async (host: HttpHost) => `/people?open=${(await host.call("user.show", { user: login })).user.id}`;
}

/** The last event of `command`. */
export async function lastEvent(host: HttpHost, command: string) {
  const [event] = (await host.call("audit.list", { filter: { command }, limit: 1 })).rows;
  if (!event) throw new Error(`the trail has no ${command}`);
  return event;
}

/** The address of the last event of `command`. */
export function pathOfLast(command: string) {
  return async (host: HttpHost) => `/activity/events?open=${(await lastEvent(host, command)).number}`;
}

/** Enters a long text at once: every typed key would draw the screen again. */
export async function fill(user: UserEvent, field: HTMLElement, text: string) {
  await user.click(field);
  await user.paste(text);
}

/** The rows of a list, without its head, as soon as there are any. */
export function rowsOf(grid: string): Promise<HTMLElement[]> {
  // By attributes: a search for roles among some hundred cells is slow, and tests ask often.
  return waitFor(() => {
    const list = document.querySelector(`[role="grid"][aria-label="${grid}"]`);
    if (!list?.querySelector('[role="gridcell"]')) throw new Error(`no rows of ${grid} yet`);
    return [...list.querySelectorAll<HTMLElement>('[role="row"]')].slice(1);
  });
}
