import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { FakeHost, type FakeOptions } from "@/host/fake";
import { App } from "@/views/App";

/** Opens the whole window over a made-up directory, at an address such as "/people". */
export function openWindow(path: string, options: FakeOptions = {}) {
  const host = new FakeHost(options);
  window.location.hash = `#${path}`;
  render(<App host={host} />);
  return { host, user: userEvent.setup() };
}

/** Rows of a list, without its head. */
export async function rowsOf(grid: string): Promise<HTMLElement[]> {
  await within(await screen.findByRole("grid", { name: grid })).findAllByRole("gridcell");
  return within(screen.getByRole("grid", { name: grid }))
    .getAllByRole("row")
    .slice(1);
}
