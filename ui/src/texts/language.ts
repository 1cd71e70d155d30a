/** The languages that have a catalogue, by what each calls itself. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;

export type Language = keyof typeof LANGUAGES;

/** How dates and numbers are written where the system says nothing closer than the language. */
const LOCALES: Record<Language, string> = { en: "en-GB", de: "de-DE" };

const KEY = "portreeve.language";

function isKnown(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}

/**
 * WebKit calls the language "C" where the system has none set, which Intl refuses. uPlot asks Intl for it as soon as it is
 * loaded, and the window would stay empty. So the window imports this module first.
 */
if (!isKnown(navigator.language)) {
  Object.defineProperty(navigator, "language", { value: "en", configurable: true });
}

function isLanguage(text: string | null): text is Language {
  return text !== null && Object.hasOwn(LANGUAGES, text);
}

const bySystem = navigator.language.slice(0, 2);
const chosen = localStorage.getItem(KEY);

/** The language that was chosen on this computer; `null` follows the system. */
export const chosenLanguage: Language | null = isLanguage(chosen) ? chosen : null;

/** The language of the window. It stays until the page is loaded again, so texts can stand in constants. */
export const language: Language = chosenLanguage ?? (isLanguage(bySystem) ? bySystem : "en");

document.documentElement.lang = language;

/** How dates and numbers are written: as the system writes them, if it speaks the window's language. */
export const locale: string = bySystem === language ? navigator.language : LOCALES[language];

/** Chooses the language, `null` for the system's, and loads the page again. */
export function chooseLanguage(next: Language | null) {
  if (next === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, next);
  location.reload();
}
