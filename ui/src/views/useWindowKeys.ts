import { useEffect } from "react";
import { useActions, WINDOW_GROUP } from "@/shared/actions";
import { useFocusKeeper } from "@/shared/focus";
import { isEditable, isPressed, useActionKeys } from "@/shared/keys";
import { useLayerKeys } from "@/shared/layers";
import { useZoom } from "@/shared/zoom";
import { t } from "@/texts";

const RELOADS = ["F5", "mod+F5", "mod+R", "mod+shift+R"];

/** What keys, wheel and right button do on every page of the window, also before signing in. */
export function useWindowKeys() {
  const { larger, smaller, reset } = useZoom();
  const group = WINDOW_GROUP;
  useActions([
    { id: "zoom.larger", label: t("frame.act.larger"), group, keys: "mod+plus", run: larger },
    { id: "zoom.smaller", label: t("frame.act.smaller"), group, keys: "mod+-", run: smaller },
    { id: "zoom.reset", label: t("frame.act.normal_size"), group, keys: "mod+0", run: reset },
  ]);
  useActionKeys();
  useLayerKeys();
  useFocusKeeper();
  useNoBrowser();
}

/** The window is a program, not a page: nothing reloads it, and the browser's own menu is for text fields only. */
function useNoBrowser() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (RELOADS.some((keys) => isPressed(keys, event))) event.preventDefault();
    };
    const onContextMenu = (event: MouseEvent) => {
      if (!isEditable(event.target)) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown, true);
    window.addEventListener("contextmenu", onContextMenu);
    return () => {
      window.removeEventListener("keydown", onKeyDown, true);
      window.removeEventListener("contextmenu", onContextMenu);
    };
  }, []);
}
