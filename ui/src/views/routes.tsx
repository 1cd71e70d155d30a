import { createHashHistory, createRootRoute, createRoute, createRouter, Navigate } from "@tanstack/react-router";
import { ClientView } from "./ClientView";
import { Crash } from "./Crash";
import { Frame } from "./Frame";
import { SCREENS } from "./screens";

/** What is open in a pane: an identifier, or "new". */
export interface OpenSearch {
  open?: string;
}

function validateSearch(search: Record<string, unknown>): OpenSearch {
  // The address of an event is a number, which the router parses.
  return typeof search.open === "string" || typeof search.open === "number" ? { open: String(search.open) } : {};
}

const root = createRootRoute({ component: Frame, errorComponent: Crash });
const child = <P extends string>(path: P) => ({ getParentRoute: () => root, path });

const tree = root.addChildren([
  createRoute({ ...child("/"), component: () => <Navigate to="/people" replace /> }),
  createRoute({ ...child("/apps/$client"), component: ClientView }),
  ...SCREENS.map(({ path, component }) => createRoute({ ...child(path), component, validateSearch })),
]);

/** Tauri serves one file from its own protocol: only the part after # may change. */
export function makeRouter() {
  return createRouter({ routeTree: tree, history: createHashHistory() });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
