import { useRefusal } from "@/shared/me";
import { recallPlace } from "@/shared/place";
import type { Item, Tab } from "./screens";

/** What the account may use of an item. */
export interface Usable {
  /** The tabs that are shown. */
  tabs: readonly Tab[];
  /** Where the item leads: to the tab that was open last, else to the first. */
  entry: Tab;
  /** Why none of its tabs can be used. */
  refusal: string | null;
}

export function useUsable(): (item: Item) => Usable {
  const ask = useRefusal();
  return (item) => {
    const tabs = item.tabs.filter((tab) => ask(tab.needs) === null);
    const last = recallPlace<string | undefined>(lastTabKey(item), undefined);
    const entry = tabs.find(({ path }) => path === last) ?? tabs[0] ?? item.tabs[0];
    return { tabs, entry, refusal: tabs.length > 0 ? null : ask(entry.needs) };
  };
}

/** The key under which the last open tab of an item is kept. */
export function lastTabKey(item: Item): string {
  return `tab:${item.path}`;
}
