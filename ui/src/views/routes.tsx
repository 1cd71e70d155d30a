import { createHashHistory, createRootRoute, createRoute, createRouter, Navigate } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useMe, useRefusal } from "@/shared/me";
import { AccountView } from "./AccountView";
import { ClientView } from "./ClientView";
import { Crash } from "./Crash";
import { Frame } from "./Frame";
import { type Item, type ItemPath, items, places, type Tab, type TabPath } from "./screens";
import { TabPage } from "./TabPage";
import { useUsable } from "./useUsable";

/** What is open in a pane: an identifier, or "new". */
export interface OpenSearch {
  open?: string;
}

function validateSearch(search: Record<string, unknown>): OpenSearch {
  // The address of an event is a number, which the router parses.
  return typeof search.open === "string" || typeof search.open === "number" ? { open: String(search.open) } : {};
}

/** Where one comes in: to people; an account that may not see them to what it may; one without any rights to itself. */
function Home() {
  const { user, permissions } = useMe();
  const refusal = useRefusal();
  if (!user.is_superuser && permissions.length === 0) return <Navigate to="/account" replace />;
  return <Navigate to={refusal("user.list") === null ? "/people" : "/overview"} replace />;
}

/** The address of an item of several tabs leads to one of them. */
function leadsOn(item: Item) {
  return () => <Navigate to={useUsable()(item).entry.path} replace />;
}

function shown(item: Item, tab: Tab, View: ComponentType = tab.component) {
  return () => (
    <TabPage item={item} tab={tab}>
      <View />
    </TabPage>
  );
}

function placeOf(path: TabPath) {
  const place = places.find(({ tab }) => tab.path === path);
  if (!place) throw new Error(`No tab has the address ${path}`);
  return place;
}

const root = createRootRoute({ component: Frame, errorComponent: Crash });
const child = <P extends string>(path: P) => ({ getParentRoute: () => root, path });
const apps = placeOf("/apps/all");

const tree = root.addChildren([
  createRoute({ ...child("/"), component: Home }),
  createRoute({ ...child("/account"), component: AccountView }),
  createRoute({ ...child("/apps/all/$client"), component: shown(apps.item, apps.tab, ClientView) }),
  ...places.map(({ item, tab }) => createRoute({ ...child(tab.path), component: shown(item, tab), validateSearch })),
  ...items
    .filter(({ tabs }) => tabs.length > 1)
    .map((item) => createRoute({ ...child<ItemPath>(item.path), component: leadsOn(item) })),
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
