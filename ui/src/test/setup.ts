import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { draftsBelongTo } from "@/shared/drafts";
import { forgetPlaces } from "@/shared/place";
import { forgetReports } from "@/shared/reports";

// The machine may be busy with other builds.
configure({ asyncUtilTimeout: 10_000 });

// The system's language, of which jsdom has another: dates are written as the tests expect them.
Object.defineProperty(navigator, "language", { value: "en-GB", configurable: true });

// Missing in jsdom. The sizes are those of a list on a small screen.
class NoResizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver = NoResizeObserver;
window.matchMedia = (media) =>
  ({
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    dispatchEvent: () => false,
  }) satisfies MediaQueryList;
Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, value: 640 });
Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 1000 });
HTMLElement.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;
Object.defineProperty(document, "fonts", { value: new EventTarget() });

/** Takes every call and every value. */
const nothing: unknown = new Proxy(function nothing() {}, {
  apply: () => nothing,
  get: (_target, name) => (name === Symbol.toPrimitive ? () => 0 : nothing),
  set: () => true,
  construct: () => nothing as object,
});
// Nothing is drawn on a canvas.
HTMLCanvasElement.prototype.getContext = () => nothing as null;
globalThis.Path2D = nothing as typeof Path2D;

afterEach(() => {
  cleanup();
  forgetPlaces();
  draftsBelongTo(null);
  forgetReports();
  localStorage.clear();
  window.location.hash = "";
});
