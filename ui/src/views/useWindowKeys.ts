import { useFocusKeeper } from "@/shared/focus";
import { useLayerKeys } from "@/shared/layers";

/** What keys do on every page of the window, also before signing in. */
export function useWindowKeys() {
  useLayerKeys();
  useFocusKeeper();
}
