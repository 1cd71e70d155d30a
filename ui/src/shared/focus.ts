import { useEffect } from "react";
import { takeOpener } from "./layers";

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';
/** Parts of the window inside which the focus stays when something in them disappears. */
const PART = 'aside, [role="dialog"]';
const ACTIVE_ROW = 'main [role="grid"] [role="row"][tabindex="0"]';

/**
 * Keeps the focus off `<body>`, where no key reaches a list. When what had it disappears, it goes to what had it before
 * the closed layer; to the next thing in the same pane or dialog; to the list's active row; to the open pane; to the
 * screen. One observer for the whole window.
 */
export function useFocusKeeper() {
  useEffect(() => {
    /** What had the focus last, and everything around it. */
    let trail: Element[] = [];
    /** The pane or screen that has it for want of a list, until one is drawn. */
    let resting: Element | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const onFocusIn = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || target === document.body) return;
      trail = [];
      for (let around: Element | null = target; around; around = around.parentElement) trail.push(around);
    };

    function* places() {
      if (!resting) {
        yield takeOpener();
        const rest = trail.find((around) => around.isConnected);
        if (rest?.closest(PART)) yield* rest.querySelectorAll<HTMLElement>(FOCUSABLE);
      }
      yield document.querySelector<HTMLElement>(ACTIVE_ROW);
      yield document.querySelector<HTMLElement>("main aside");
      yield document.querySelector<HTMLElement>("main");
    }

    const keep = () => {
      const has = document.activeElement;
      if (has !== resting) resting = null;
      if (has !== document.body && !resting) return;
      for (const place of places()) {
        place?.focus({ preventScroll: true });
        if (!place || document.activeElement !== place) continue;
        resting = place.matches("main, aside") ? place : null;
        return;
      }
    };

    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      // Once all that changes together has changed.
      timer = setTimeout(keep);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("focusin", onFocusIn);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener("focusin", onFocusIn);
    };
  }, []);
}
