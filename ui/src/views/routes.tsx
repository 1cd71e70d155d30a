import { createHashHistory, createRootRoute, createRoute, createRouter, Navigate } from "@tanstack/react-router";
import { ActivityView } from "./ActivityView";
import { ClientsView } from "./ClientsView";
import { ClientView } from "./ClientView";
import { Crash } from "./Crash";
import { Frame } from "./Frame";
import { GroupsView } from "./GroupsView";
import { OverviewView } from "./OverviewView";
import { PeopleView } from "./PeopleView";
import { SessionsView } from "./SessionsView";
import { SettingsView } from "./SettingsView";

/** What is open in a pane: an identifier, or "new". */
export interface OpenSearch {
  open?: string;
}

function validateSearch(search: Record<string, unknown>): OpenSearch {
  // The address of an event is a number, which the router reads as one.
  return typeof search.open === "string" || typeof search.open === "number" ? { open: String(search.open) } : {};
}

const root = createRootRoute({ component: Frame, errorComponent: Crash });
const child = <P extends string>(path: P) => ({ getParentRoute: () => root, path });

const tree = root.addChildren([
  createRoute({ ...child("/"), component: () => <Navigate to="/people" replace /> }),
  createRoute({ ...child("/overview"), component: OverviewView }),
  createRoute({ ...child("/people"), component: PeopleView, validateSearch }),
  createRoute({ ...child("/groups"), component: GroupsView, validateSearch }),
  createRoute({ ...child("/apps"), component: ClientsView, validateSearch }),
  createRoute({ ...child("/apps/$client"), component: ClientView }),
  createRoute({ ...child("/sessions"), component: SessionsView, validateSearch }),
  createRoute({ ...child("/activity"), component: ActivityView, validateSearch }),
  createRoute({ ...child("/settings"), component: SettingsView, validateSearch }),
]);

/** Tauri serves one file from its own protocol: only the part behind # may change. */
export function makeRouter() {
  return createRouter({ routeTree: tree, history: createHashHistory() });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
