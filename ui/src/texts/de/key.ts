import type { Catalogue } from "../catalogue";
import type { key as english } from "../en/key";

export const key: Catalogue<typeof english> = {
  algorithm: "Algorithmus",
  id: "Schlüssel-ID",
  status: "Status",
  created: "Erstellt",
  signs: "signiert",
  replaced: "ersetzt",
  one: "Signaturschlüssel",
  title: "{{algorithm}}-Schlüssel",
  valid_until: "Gültig bis",
  public: "Öffentlicher Schlüssel",
  the_public: "den öffentlichen {{algorithm}}-Schlüssel",

  where: "Wo soll der Schlüssel zu Ihren Daten liegen?",
  in_keychain: "Im Schlüsselbund dieses Computers",
  in_keychain_about:
    "Er öffnet sich mit Ihrer Anmeldung am Computer. Sie müssen sich nichts merken, aber wer Ihr Konto am Computer benutzen kann, kann ihn öffnen.",
  no_keychain: "Auf diesem Computer ist kein Schlüsselbund verfügbar.",
  in_file: "In einer Datei, geschützt durch eine Passphrase",
  in_file_about:
    "Sie geben sie bei jedem Start von Portreeve ein. Wenn Sie sie vergessen, kann niemand sie wiederherstellen.",

  move: "Schlüssel verschieben",
  move_to_file: "Schlüssel in eine Datei verschieben",
  move_to_file_about:
    "Portreeve fragt bei jedem Start nach der Passphrase. Der Schlüssel ist nicht mehr im Schlüsselbund. Wenn Sie die Passphrase vergessen, hilft nur ein Notfallkit oder eine Sicherung.",
  moved_to_file: "Der Schlüssel ist in einer Datei, geschützt durch die Passphrase",
  move_to_keychain: "Schlüssel in den Schlüsselbund verschieben",
  move_to_keychain_about:
    "Der Schlüssel öffnet sich mit Ihrem Konto am Computer. Die Passphrase ist nicht mehr nötig, die Schlüsseldatei wird entfernt.",
  moved_to_keychain: "Der Schlüssel ist im Schlüsselbund",

  replace: { secret: "Geheimnis ersetzen", key: "Schlüssel ersetzen", keys: "Alle Schlüssel ersetzen" },
  replace_form: { secret: "Geheimnis ersetzen …", key: "Schlüssel ersetzen …", keys: "Alle Schlüssel ersetzen …" },
  replace_secret_about:
    "Mit dem bisherigen Geheimnis signierte Token werden sofort abgelehnt. Die Konfiguration der App muss neu exportiert werden.",
  replace_keys_about:
    "Neue Token werden mit einem neuen Schlüssel signiert. Der bisherige bleibt noch einen Tag gültig. Apps lehnen neue Token ab, bis ihre Konfiguration neu exportiert ist.",
  replace_now: "Ersetzen",
  replaced_secret:
    "Geheimnis ersetzt. Exportieren Sie die Konfiguration von {{name}} neu: Bis dahin wird dort jedes Token abgelehnt.",
  replaced_done: { key: "Schlüssel ersetzt.", keys: "Alle Schlüssel ersetzt." },
  replaced_export: {
    key: "Schlüssel ersetzt. Exportieren Sie die Konfigurationen neu: {{apps}}",
    keys: "Alle Schlüssel ersetzt. Exportieren Sie die Konfigurationen neu: {{apps}}",
  },

  kit: "Notfallkit",
  kit_about:
    "Der Schlüssel auf drei Seiten mit je 33 Wörtern. Zwei beliebige stellen ihn wieder her, eine allein verrät nichts. Drucken Sie sie aus und bewahren Sie jede an einem anderen Ort auf.",
  kit_make: "Notfallkit erstellen",
  kit_make_now: "Kit erstellen",
  your_password: "Ihr Passwort",
  kit_leave: "Notfallkit verlassen?",
  kit_leave_about:
    "Noch sind nicht alle Seiten gedruckt. Wenn Sie jetzt gehen, ist der Rest dieses Kits verloren. Den Schlüssel stellen nur zwei Seiten wieder her, und Seiten verschiedener Kits passen nicht zusammen.",
  kit_stay: "Weiter mit dem Kit",
  kit_drop: "Kit verwerfen",
  kit_done: "Das Notfallkit ist fertig",
  kit_done_about: "Bewahren Sie die drei Seiten an drei Orten auf, nicht bei diesem Computer.",
  kit_older:
    "Ältere Kits funktionieren weiterhin, aber Seiten verschiedener Kits passen nicht zusammen. Vernichten Sie, was Sie nicht brauchen.",
  page_of: "Seite {{number}} von 3",
  page_about: "Nur wer diese Seite aufbewahrt, sollte sie sehen.",
  page_show: "Seite {{number}} anzeigen",
  page_print: "Drucken …",
  page_printed: "Sie ist gedruckt",
  word: "Geben Sie Wort {{number}} von der gedruckten Seite ein",
  word_about: "So ist sicher, dass die ganze Seite gedruckt wurde.",
  word_wrong: "Das ist nicht das letzte Wort.",
  page_next: "Nächste Seite",
  kit_finish: "Fertig",
  page_again: "Noch einmal anzeigen",

  sheet_title: "Portreeve-Notfallkit",
  sheet_directory: "Verzeichnis",
  sheet_made: "Erstellt",
  sheet_page: "Seite",
  sheet_page_of: "{{number}} von 3; zwei beliebige sind nötig",
  sheet_words: "Seite {{number}}, zum Drucken",
  sheet_about:
    "Zwei beliebige der drei Seiten ergeben zusammen den Schlüssel zu den Konten des Teams. Wer zwei davon und eine Kopie des Verzeichnisses hat, kann alles darin lesen. Eine Seite allein verrät nichts: Bewahren Sie sie getrennt von den anderen auf.",
  sheet_use:
    "Ist der Schlüssel verloren, bringen Sie zwei Seiten zu dem Computer, auf dem das Verzeichnis liegt: Im Fenster von Portreeve geben Sie sie unter „Ich habe ein Notfallkit“ ein, auf der Befehlszeile mit <code>{{command}}</code>. Die Wörter folgen SLIP-39: Auch andere Programme können sie lesen.",

  restore: "Schlüssel wiederherstellen",
  restore_about:
    "Geben Sie die Wörter von zwei beliebigen Seiten ein. Nummern und Zeilenumbrüche spielen keine Rolle, und die ersten vier Buchstaben jedes Wortes genügen. Auf ein falsch getipptes Wort werden Sie hingewiesen.",
  restore_first: "Wörter der ersten Seite",
  restore_second: "Wörter der zweiten Seite",
  restore_now: "Wiederherstellen",
};
