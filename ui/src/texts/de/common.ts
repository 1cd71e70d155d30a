import type { Catalogue } from "../catalogue";
import type { common as english } from "../en/common";

export const common: Catalogue<typeof english> = {
  cancel: "Abbrechen",
  found_of: "{{found}} von {{all}}",
  none: "–",
};
