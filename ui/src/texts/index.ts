import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import { de } from "./de";
import { en } from "./en";
import { language } from "./language";

const i18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: language,
  fallbackLng: "en",
  resources: { en: { translation: en }, de: { translation: de } },
  // Keys hold no colon; React escapes.
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** A text of the catalogue, with what it is about filled in. Texts with `count` have a form for one and one for many. */
export const t = i18n.t;

/** The same with elements in it: `<Trans i18nKey="..." values={{ name }} components={{ b: <b /> }} />`. */
export { Trans } from "react-i18next";
