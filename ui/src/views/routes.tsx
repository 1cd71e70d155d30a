import { createHashHistory, createRootRoute, createRoute, createRouter, Navigate } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useRefusal } from "@/shared/me";
import { ClientView } from "./ClientView";
import { Crash } from "./Crash";
import { Frame } from "./Frame";
import { Guarded } from "./Guarded";
import { SCREENS, type Screen, screens } from "./screens";

/** What is open in a pane: an identifier, or "new". */
export interface OpenSearch {
  open?: string;
}

function validateSearch(search: Record<string, unknown>): OpenSearch {
  // The address of an event is a number, which the router parses.
  return typeof search.open === "string" || typeof search.open === "number" ? { open: String(search.open) } : {};
}

/** Where one comes in: to people; who may not see them, to what is for everybody. */
function Home() {
  const refusal = useRefusal();
  return <Navigate to={refusal("user.list") === null ? "/people" : "/overview"} replace />;
}

function guarded(screen: Screen, View: ComponentType = screen.component) {
  return () => (
    <Guarded screen={screen}>
      <View />
    </Guarded>
  );
}

const apps = screens.find(({ path }) => path === "/apps") as Screen;
const root = createRootRoute({ component: Frame, errorComponent: Crash });
const child = <P extends string>(path: P) => ({ getParentRoute: () => root, path });

const tree = root.addChildren([
  createRoute({ ...child("/"), component: Home }),
  createRoute({ ...child("/apps/$client"), component: guarded(apps, ClientView) }),
  ...SCREENS.map((screen) => createRoute({ ...child(screen.path), component: guarded(screen), validateSearch })),
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
