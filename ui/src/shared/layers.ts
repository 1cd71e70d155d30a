import { useEffect, useLayoutEffect, useMemo, useRef } from "react";

/** Something that Esc closes: a pane, a popover, a dialog, the palette, a field being edited. */
interface Layer {
  /** The larger, the higher. */
  order: number;
  close(): void;
}

const open = new Set<Layer>();
let opened = 0;
/** What had the focus before the layer that has just closed. */
let opener: Element | null = null;

interface LayerOptions {
  /** Whether it lies below all layers, whenever it came: a selection, the way back from a page. */
  isGround?: boolean;
  /** Whether the focus goes back to what had it before. A pane gives it to the list beside it. */
  givesBack?: boolean;
}

/**
 * Puts a layer on the stack as long as `isOpen`. Esc closes the layer on top, and nothing else. A list under a field, or a
 * menu, is no layer: it has the focus, closes at Esc by itself, and is above all layers.
 */
export function useLayer(isOpen: boolean, close: () => void, { isGround, givesBack }: LayerOptions = {}) {
  const current = useRef(close);
  useEffect(() => {
    current.current = close;
  });
  // Taken while it is drawn: what is around it is drawn first, and nothing of it has the focus yet.
  const born = useMemo(
    () => (isOpen ? { order: isGround ? 0 : ++opened, before: document.activeElement } : null),
    [isOpen, isGround],
  );
  useLayoutEffect(() => {
    if (!born) return;
    const layer = { order: born.order, close: () => current.current() };
    open.add(layer);
    return () => {
      open.delete(layer);
      if (givesBack) opener = born.before;
    };
  }, [born, givesBack]);
}

/** What had the focus before the layer that has just closed, if it is still there. Told once. */
export function takeOpener(): HTMLElement | null {
  const taken = opener;
  opener = null;
  return taken instanceof HTMLElement && taken.isConnected ? taken : null;
}

function topLayer(): Layer | undefined {
  return [...open].reduce<Layer | undefined>((top, layer) => (top && top.order > layer.order ? top : layer), undefined);
}

/** Closes the top layer at Esc. One listener for the whole window. */
export function useLayerKeys() {
  useEffect(() => {
    let isListOpen = false;
    // Seen on the way down: on the way up the list or menu has closed already.
    const onCapture = ({ key, target }: KeyboardEvent) => {
      if (key !== "Escape" || !(target instanceof Element)) return;
      isListOpen = target.closest('[role="combobox"][aria-expanded="true"], [role="menu"]') !== null;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || isListOpen) return;
      const top = topLayer();
      if (!top) return;
      event.preventDefault();
      top.close();
    };
    window.addEventListener("keydown", onCapture, true);
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onCapture, true);
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}
