import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { Moment } from "./Moment";

const NOON = new Date(2026, 4, 3, 12).getTime();

function shown() {
  return screen.getAllByText(/now|ago/).map((time) => time.textContent);
}

afterEach(() => void vi.useRealTimers());

function open() {
  vi.useFakeTimers({ now: NOON });
  return render(
    <>
      <Moment at={new Date(NOON).toISOString()} />
      <Moment at={new Date(NOON - 90 * 60_000).toISOString()} />
    </>,
  );
}

it("moves on with the time, by one timer for all, and by none when nobody tells times", () => {
  const { unmount } = open();
  expect(shown()).toEqual(["just now", "1 h ago"]);
  expect(vi.getTimerCount()).toBe(1);
  act(() => vi.advanceTimersByTime(60_000));
  expect(shown()).toEqual(["1 min ago", "1 h ago"]);
  act(() => vi.advanceTimersByTime(30 * 60_000));
  expect(shown()).toEqual(["31 min ago", "2 h ago"]);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});

it("is right at once when the computer wakes up, and soon after its clock was set", () => {
  open();
  vi.setSystemTime(NOON + 8 * 3_600_000);
  act(() => void window.dispatchEvent(new Event("focus")));
  expect(shown()[0]).toBe("8 h ago");
  vi.setSystemTime(NOON + 5 * 60_000);
  act(() => vi.advanceTimersByTime(5_000));
  expect(shown()[0]).toBe("5 min ago");
});
