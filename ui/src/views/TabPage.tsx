import { type ReactNode, useEffect } from "react";
import { useWindowTitle } from "@/features/session/windowTitle";
import { rememberPlace } from "@/shared/place";
import { ScreenTabs } from "@/shared/Screen";
import { Guarded } from "./Guarded";
import type { Item, Tab } from "./screens";
import { TabRow } from "./TabRow";
import { lastTabKey } from "./useUsable";

/** A tab of an item, with the row of its neighbours. */
export function TabPage({ item, tab, children }: { item: Item; tab: Tab; children: ReactNode }) {
  useEffect(() => rememberPlace(lastTabKey(item), tab.path), [item, tab]);
  useWindowTitle(item.title);
  return (
    <ScreenTabs value={<TabRow item={item} tab={tab} />}>
      <Guarded item={item} tab={tab}>
        {children}
      </Guarded>
    </ScreenTabs>
  );
}
