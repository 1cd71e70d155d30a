import { QueryClientProvider } from "@tanstack/react-query";
import { renderHook } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { HostContext } from "@/host/context";
import type { Host } from "@/host/host";
import { makeQueryClient } from "@/shared/query";
import { useChangeFeed } from "./status";

afterEach(() => void vi.useRealTimers());

it("answers changes also while they go on, and those of a short time together", () => {
  vi.useFakeTimers();
  const client = makeQueryClient();
  const asked = vi.spyOn(client, "invalidateQueries");
  let report: (kinds: readonly string[]) => void = () => undefined;
  const onChanged: Host["onChanged"] = (listener) => {
    report = listener;
    return () => undefined;
  };
  renderHook(() => useChangeFeed(), {
    wrapper: ({ children }) => (
      <QueryClientProvider client={client}>
        <HostContext value={{ onChanged } as Host}>{children}</HostContext>
      </QueryClientProvider>
    ),
  });
  // A batch reports its changes closer together than the pause is long.
  for (let at = 0; at < 400; at += 10) {
    report(["user"]);
    vi.advanceTimersByTime(10);
  }
  expect(asked.mock.calls.length).toBeGreaterThanOrEqual(8);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(10);
  vi.advanceTimersByTime(100);
  const answered = asked.mock.calls.length;
  vi.advanceTimersByTime(1000);
  expect(asked.mock.calls.length).toBe(answered);
});
