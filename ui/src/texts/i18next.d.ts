import type { en } from "./en";

// What `t` takes: a key of the English catalogue, and whatever its text leaves open.
declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    nsSeparator: false;
  }
}
