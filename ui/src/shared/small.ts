import { useSyncExternalStore } from "react";

const root = document.documentElement;

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(root, { attributeFilter: ["data-small"] });
  return () => observer.disconnect();
}

/** Whether the page is so narrow that the navigation is a column of icons, and tabs are a menu. */
export function useIsSmall(): boolean {
  return useSyncExternalStore(subscribe, () => "small" in root.dataset);
}
