import type { Catalogue } from "../catalogue";
import type { common as english } from "../en/common";

export const common: Catalogue<typeof english> = {
  cancel: "Abbrechen",
  close: "Schließen",
  done: "Fertig",
  confirm: "Bestätigen",
  delete: "Löschen",
  name: "Name",
  username: "Benutzername",
  found_of: "{{found}} von {{all}}",
  none: "–",
};
