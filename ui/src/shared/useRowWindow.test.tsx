import { QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { HostContext } from "@/host/context";
import { openHost } from "@/test/window";
import { makeQueryClient } from "./query";
import { useRowWindow, WINDOW } from "./useRowWindow";

it("has the next page before its first row is on screen", async () => {
  const host = await openHost({ people: 450, as: "root" });
  const client = makeQueryClient();
  const { result } = renderHook(() => useRowWindow({ filter: "", sort: "name", descending: false }), {
    wrapper: ({ children }) => (
      <QueryClientProvider client={client}>
        <HostContext value={host}>{children}</HostContext>
      </QueryClientProvider>
    ),
  });
  await waitFor(() => expect(result.current.rowAt(WINDOW)).toBeDefined());
  expect(result.current.rowAt(2 * WINDOW)).toBeUndefined();
  act(() => result.current.onRange(WINDOW, WINDOW + 20));
  await waitFor(() => expect(result.current.rowAt(2 * WINDOW)).toBeDefined());
  // Those passed by stay as well, for the way back.
  expect(result.current.rowAt(WINDOW - 1)).toBeDefined();
});
