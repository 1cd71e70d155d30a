import type { Catalogue } from "../catalogue";
import type { views as english } from "../en/views";

export const views: Catalogue<typeof english> = {
  account: { title: "Mein Konto" },
  activity: {
    title: "Aktivität",
    filter: "Aktivität filtern",
    filter_example: "Filtern: ein Wort, by:root, on:Finance, is:refused, since:7d",
    export: "Aktivität exportieren",
    remove_old: "Alte Ereignisse entfernen",
  },
  checkpoints: {
    one: "Prüfpunkt",
    about:
      "Bewahren Sie diese Wörter außerhalb dieses Computers auf: drucken, mailen oder einem Kollegen vorlesen. Wenn später jemand, selbst mit dem Schlüssel, den Verlauf bis hierher ändert, stimmen sie nicht mehr. Sie verraten nichts.",
    the_checkpoint: "den Prüfpunkt",
    print: "Drucken …",
    check: "Einen früheren prüfen",
    check_about: "Geben Sie die aufbewahrten Wörter ein: Sie stimmen, wenn nichts geändert wurde.",
  },
  backups: {
    restore: "Wiederherstellen",
    restore_about:
      "Stellt alles so wieder her, wie es beim Erstellen der Sicherung war, und meldet alle ab. Schließen Sie vorher dieses Fenster; der jetzige Stand bleibt in einem Ordner daneben erhalten.",
    command: "Befehl",
    the_command: "den Befehl",
    key: "Schlüssel",
    key_about:
      "Alles auf dem Datenträger ist mit einem Schlüssel verschlüsselt. Geht er verloren, stellen ihn zwei der drei Seiten eines Notfallkits wieder her.",
    key_kept: "Ort",
    in_keychain: "im Schlüsselbund dieses Computers",
    in_file: "in einer Datei, durch eine Passphrase geschützt",
    move_key: "Schlüssel verschieben …",
    kit: "Notfallkit",
    make_kit: "Notfallkit …",
    kit_made: "erstellt <when/>",
    kit_not_made: "noch nicht erstellt",
  },
  import: {
    from_django: "Aus einer Django-Website",
    about:
      "Personen, Gruppen, Berechtigungen und Passwörter. Alle behalten ihr Passwort. Sie sehen eine Vorschau, bevor etwas geändert wird.",
  },
  clients: {
    title: "Apps",
    local: "Lokale Apps",
    filter: "Apps filtern",
    filter_example: "Filtern: Name, Audience, signed:…",
    add: "App hinzufügen",
    none: "Noch keine Apps",
    about:
      "Eine lokale App ist eines Ihrer eigenen Programme, das die Token von Portreeve annimmt. Fügen Sie es hinzu, und exportieren Sie seine Konfiguration: Danach prüft es Token offline.",
    this: "Diese App",
    back: "Zurück zu allen Apps",
    inspect_here: "Token hier untersuchen",
  },
  tokens: {
    inspect: "Token untersuchen",
    none: "Noch kein Token wurde erneuert",
    about:
      "Apps erneuern ihre Token, während man mit ihnen arbeitet; jede Erneuerung wird hier 90 Tage lang gezählt. Den Inhalt eines Tokens können Sie jederzeit untersuchen; es verlässt diesen Computer nie.",
    by_day_one: "1 Erneuerung, nach Tag",
    by_day_other: "{{count, number}} Erneuerungen, nach Tag",
    list: "Nutzung der Token",
    earlier_one: "1 frühere Zeile: <b>{{command}}</b>",
    earlier_other: "{{count, number}} frühere Zeilen: <b>{{command}}</b>",
  },
  keys: {
    title: "Signaturschlüssel",
    all: "Alle Schlüssel (JWKS)",
    all_what: "alle Schlüssel (JWKS)",
    none: "Noch keine Signaturschlüssel",
    about:
      "Portreeve legt einen an, sobald die erste App hinzukommt, die Token mit einem öffentlichen Schlüssel prüft.",
  },
  groups: {
    title: "Gruppen",
    filter: "Gruppen filtern",
    filter_example: "Filtern: Name, is:empty, grants:…, parent:…",
    add: "Gruppe hinzufügen",
    none: "Noch keine Gruppen",
    about:
      "Alle in einer Gruppe erhalten deren Berechtigungen. Nehmen Sie eine Gruppe in eine andere auf, so erhalten ihre Mitglieder auch die Berechtigungen der übergeordneten Gruppe.",
  },
  people: {
    title: "Personen",
    filter: "Personen filtern",
    filter_example: "Filtern: Name, is:active, group:…, last_sign_in:…",
    export: "Exportieren …",
    export_people: "Personen exportieren",
    import: "Importieren",
    add: "Person hinzufügen",
  },
  sessions: {
    title: "Sitzungen",
    filter: "Sitzungen filtern",
    filter_example: "Filtern: Person oder App, is:window, older:7d",
    none: "Keine Sitzungen",
    about: "Angemeldete Fenster und Terminals sowie Refresh-Token von Apps. Ein Beenden wirkt sofort.",
  },
};
