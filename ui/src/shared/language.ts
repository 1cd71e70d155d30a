/**
 * WebKit calls the language "C" where the system has none set, which Intl refuses. uPlot asks Intl for it as soon as it is
 * loaded, and the window would stay empty. So this module comes first.
 */
function isKnown(language: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}

if (!isKnown(navigator.language)) {
  Object.defineProperty(navigator, "language", { value: "en", configurable: true });
}

export {};
