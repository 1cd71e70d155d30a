import type { Catalogue } from "../catalogue";
import type { entry as english } from "../en/entry";

export const entry: Catalogue<typeof english> = {
  steps: "Schritte",
  step: { team: "Team", key: "Schlüssel", admin: "Admin", kit: "Notfallkit", people: "Personen" },
  next: "Weiter",
  skip: "Erst einmal überspringen",
  team_title: "Wie heißt Ihr Team?",
  team_about:
    "Portreeve verwahrt die Konten Ihres Teams auf diesem Computer, und Ihre eigenen Apps können ihnen vertrauen. Es braucht keinen Server und kein Netz.",
  team_name: "Name des Teams",
  team_example: "Acme",
  restore_instead: "Stattdessen Sicherung wiederherstellen",
  key_about:
    "Alles auf dem Datenträger ist mit einem Schlüssel verschlüsselt. Ohne ihn kann niemand Ihre Daten lesen, auch Sie nicht.",
  admin_title: "Das erste Admin-Konto",
  admin_about: "Dieses Konto kann alles. Personen mit weniger Rechten fügen Sie danach hinzu.",
  admin_example: "root",
  create_team: "Team anlegen",
  kit_later:
    "Ohne Notfallkit stellt nur eine Sicherung einen verlorenen Schlüssel wieder her. Sie können jederzeit eines erstellen, unter Daten, Sicherungen.",
  kit_skip: "Ohne dieses Kit weiter",
  people_title: "Personen hinzufügen",
  people_about:
    "Importieren Sie Personen, Gruppen, Berechtigungen und Passwörter aus einer Django-Website. Alle behalten ihr Passwort. Vorher sehen Sie eine Vorschau.",
  restore_title: "Sicherung wiederherstellen",
  restore_about: "Alles wird, wie es bei der Sicherung war: Personen, Gruppen, lokale Apps, Schlüssel.",

  sign_in_to: "Bei {{team}} anmelden",
  sign_in: "Anmelden",
  is_locked: "{{team}} ist gesperrt",
  unlock_about: "Zum Entsperren geben Sie das Passwort von <name/> ein.",
  unlock_about_someone: "Zum Entsperren geben Sie das Passwort der angemeldeten Person ein.",
  unlock: "Entsperren",
  someone_else: "Als jemand anderes anmelden",
  passphrase_title: "Schlüssel entsperren",
  passphrase_about:
    "Geben Sie die Passphrase der Schlüsseldatei ein. Danach melden Sie sich mit Ihrem eigenen Passwort an.",
  passphrase_open: "Entsperren",
  have_kit: "Ich habe ein Notfallkit …",
  keychain_title: "Ihr Schlüsselbund ist gesperrt",
  keychain_about:
    "Der Schlüssel von {{team}} liegt im Schlüsselbund dieses Computers. Entsperren Sie ihn und versuchen Sie es noch einmal. Nichts wurde geändert.",
  keychain_about_key:
    "Der Schlüssel liegt im Schlüsselbund dieses Computers. Entsperren Sie ihn und versuchen Sie es noch einmal. Nichts wurde geändert.",
  keychain_still: "Er ist immer noch gesperrt.",
  try_again: "Erneut versuchen",
  waiting: "Warten auf Ihren Schlüsselbund",
  waiting_about:
    "Wenn Ihr Computer darum bittet, den Schlüsselbund zu entsperren, tun Sie es: Der Schlüssel liegt darin. Portreeve öffnet sich dann sofort.",
  unchanged: "Nichts wurde geändert.",
};
