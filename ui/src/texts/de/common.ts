import type { Catalogue } from "../catalogue";
import type { common as english } from "../en/common";

export const common: Catalogue<typeof english> = {
  cancel: "Abbrechen",
  close: "Schließen",
  continue: "Weiter",
  undo: "Rückgängig",
  save: "Speichern",
  discard: "Verwerfen",
  try_again: "Erneut versuchen",
  found_of: "{{found}} von {{all}}",
  nothing_found: "Nichts gefunden",
  none: "–",
  people_one: "1 Person",
  people_other: "{{count, number}} Personen",
};
