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
  back: "Zurück",
  save_as: "Speichern unter",
  found_of: "{{found}} von {{all}}",
  none: "–",
  team: "Team",
  people: "Personen",
  groups: "Gruppen",
  local_apps: "Lokale Apps",
  password: "Passwort",
  passphrase: "Passphrase",
};
