import { createInstance, type ParseKeys } from "i18next";
import { type ComponentType, createElement, type ReactElement } from "react";
import { Trans as Elements, initReactI18next } from "react-i18next";
import { de } from "./de";
import { en } from "./en";
import { locale } from "./language";

const i18n = createInstance();

void i18n.use(initReactI18next).init({
  // Figures in texts are written as the system writes them; the catalogue is that of the language.
  lng: locale,
  fallbackLng: "en",
  resources: { en: { translation: en }, de: { translation: de } },
  // Keys hold no colon; React escapes.
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** A text of the catalogue, with what it is about filled in. Texts with `count` have a form for one and one for many. */
export const t = i18n.t;

interface TransProps {
  i18nKey: ParseKeys;
  count?: number;
  values?: Record<string, string | number>;
  components: Record<string, ReactElement>;
}

/**
 * The same with elements in it: `<Trans i18nKey="..." values={{ name }} components={{ b: <b /> }} />`. What is filled in
 * is text, also if it looks like an element: it is escaped until the elements of the text are found.
 */
export function Trans(props: TransProps): ReactElement {
  const escaped = { shouldUnescape: true, tOptions: { interpolation: { escapeValue: true } } };
  return createElement(Elements as ComponentType<object>, { ...props, ...escaped });
}
