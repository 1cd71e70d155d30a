import { useEffect, useRef } from "react";
import { changePreferences, usePreferences } from "./preferences";

/** How large everything can be drawn. */
const STEPS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
/** The wheel turns by one step in so many pixels. */
const WHEEL_PX = 80;
/** Below these widths of the page, in its own pixels, the root is marked: `data-narrow`, and then `data-small`. */
const NARROW = 1100;
const SMALL = 900;

let drawn = 1;

/**
 * The page in its own pixels. Media and container queries do not know the zoom: styles ask for the root's marks instead.
 */
export const page = {
  x: 0,
  y: 0,
  get width() {
    return window.innerWidth / drawn;
  },
  get height() {
    return window.innerHeight / drawn;
  },
};

/** The next larger or smaller step. */
export function stepFrom(zoom: number, direction: 1 | -1): number {
  const beyond = STEPS.filter((step) => (direction === 1 ? step > zoom : step < zoom));
  return (direction === 1 ? beyond[0] : beyond.at(-1)) ?? zoom;
}

function markWidth() {
  const { dataset } = document.documentElement;
  if (page.width < NARROW) dataset.narrow = "";
  else delete dataset.narrow;
  if (page.width < SMALL) dataset.small = "";
  else delete dataset.small;
}

/** Draws everything as large as this computer remembers, and tells how to change that. */
export function useZoom() {
  const { zoom } = usePreferences();
  const set = (next: number) => changePreferences({ zoom: next });
  const larger = () => set(stepFrom(zoom, 1));
  const smaller = () => set(stepFrom(zoom, -1));
  const turned = useRef(0);

  useEffect(() => {
    const root = document.documentElement;
    drawn = zoom;
    // By the object model: the policy refuses a style attribute.
    root.style.setProperty("zoom", zoom === 1 ? "" : String(zoom));
    root.style.setProperty("--zoom", String(zoom));
    markWidth();
  }, [zoom]);

  useEffect(() => {
    window.addEventListener("resize", markWidth);
    return () => window.removeEventListener("resize", markWidth);
  }, []);

  useEffect(() => {
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      turned.current += event.deltaY;
      if (Math.abs(turned.current) < WHEEL_PX) return;
      changePreferences({ zoom: stepFrom(zoom, turned.current < 0 ? 1 : -1) });
      turned.current = 0;
    };
    window.addEventListener("wheel", onWheel, { passive: false });
    return () => window.removeEventListener("wheel", onWheel);
  }, [zoom]);

  return { larger, smaller, reset: () => set(1) };
}
