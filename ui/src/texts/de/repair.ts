import type { Catalogue } from "../catalogue";
import type { repair as english } from "../en/repair";

export const repair: Catalogue<typeof english> = {
  title: "Die Daten Ihres Teams müssen repariert werden",
  about: "Nichts wurde geändert. Auch die zweite Kopie, die Portreeve führt, konnte den Schaden nicht beheben.",
  damaged: "Beschädigt",
  verified: "Geprüft",
  verified_up_to: "Alles bis {{time}} (Eintrag {{entry, number}}, Revision {{revision, number}})",
  verified_beginning: "Alles bis zum Anfang (Eintrag {{entry, number}}, Revision {{revision, number}})",
  nothing: "Nichts",
  unknown: "Unbekannt",
  lost: "Verloren",
  lost_unknown: "Was danach kam, falls etwas kam: Wie viel, ist unbekannt",
  lost_entries_one: "Mindestens 1 Eintrag danach",
  lost_entries_other: "Mindestens {{count, number}} Einträge danach",
  backups: "Sicherungen",
  none_found: "Keine gefunden",
  none_known: "Auf diesem Computer ist keine bekannt",
  absent: "Nicht gefunden",
  absent_about:
    "Bekannt, aber gerade nicht da. Schließen Sie das Laufwerk an oder legen Sie die Datei zurück, dann prüfen Sie erneut.",
  moment_revision: "{{time}} (Revision\u00a0{{revision, number}})",
  up_to: "Bis {{moment}}",

  recover: "Retten, was sich prüfen lässt",
  recover_now: "Ohne den Rest retten",
  recover_nothing: "Es ist nichts mehr da, was sich prüfen lässt.",
  recover_about: "Die letzten Änderungen fehlen vielleicht. Nur geprüfte Daten werden verwendet.",
  recover_has_more: "So bleibt mehr erhalten als mit der neuesten Sicherung.",
  backup_has_more: "Die neueste Sicherung enthält mehr.",
  after_backup: "Was danach geschah, ist nur im beschädigten Ordner.",
  restore_newest: "Neueste Sicherung wiederherstellen",
  restore_one: "Sicherung wiederherstellen",
  restore_newest_form: "Wiederherstellen …",
  restore_one_form: "Sicherung wiederherstellen …",
  restore_newest_about: "Alles bis {{moment}} ist dann wieder, wie es war.",
  restore_one_about: "Alles ist dann wieder, wie es bei der Sicherung war.",
  newer_absent: "Eine neuere ist bekannt, aber gerade nicht da: Suchen Sie zuerst nach ihr.",
  either_way:
    "In beiden Fällen werden alle abgemeldet, und der beschädigte Ordner bleibt vollständig neben dem neuen erhalten.",
  check_again: "Erneut prüfen",

  key_missing: "Der Schlüssel fehlt",
  key_missing_about:
    "Alles ist mit diesem Schlüssel verschlüsselt. Ihre Daten öffnen sich wieder, sobald er zurück ist. Nichts wurde geändert.",
  kept: "Aufbewahrt",
  found: "Gefunden",
  place: {
    os_keychain: "Im Schlüsselbund dieses Computers",
    passphrase_file: "In der Datei `key` im Ordner des Teams",
  },
  trouble: {
    os_keychain: "kein Schlüsselbund ist verfügbar, oder der Schlüssel ist nicht darin",
    passphrase_file: "die Datei enthält nicht den Schlüssel dieses Teams",
  },
  mend: {
    os_keychain: "Ist der Schlüsselbund nur gerade nicht da, starten oder entsperren Sie ihn, dann prüfen Sie erneut.",
    passphrase_file: "Haben Sie eine Kopie der Datei `key` dieses Teams, legen Sie sie zurück, dann prüfen Sie erneut.",
  },
  kit_about: "Zwei der drei Seiten ergeben wieder den Schlüssel, und nichts ist verloren.",
  key_in_backup:
    "Der Schlüssel ist in der Sicherung. Was danach geschah, bleibt verschlossen, in dem Ordner, der beiseitegelegt wird.",

  restore_damaged_about:
    "Die Sicherung wird bis zum Ende gelesen, bevor etwas angerührt wird. Dann wird der beschädigte Ordner vollständig beiseitegelegt, und die Sicherung tritt an seine Stelle.",
  restore_keyless_about:
    "Die Sicherung wird bis zum Ende gelesen, bevor etwas angerührt wird. Dann wird der Ordner ohne Schlüssel vollständig beiseitegelegt, und die Sicherung tritt an seine Stelle.",
  backup_passphrase: "Passphrase der Sicherung",
  key_passphrase: "Passphrase der Schlüsseldatei, dieselbe oder eine neue",
  restore: "Wiederherstellen",

  repaired: "Die Daten Ihres Teams öffnen sich wieder",
  repaired_about:
    "Alle sind abgemeldet, und alle Refresh-Token sind ungültig. Prüfen Sie, ob die letzten Änderungen da sind: Fehlt zu viel, ist es vielleicht in einer Sicherung.",
  newest: "Neueste Sicherung",
  newest_about: "Alles bis {{moment}}: <path/>",
  restored: "Die Sicherung ist wiederhergestellt",
  restored_about:
    "Alles ist, wie es bei der Sicherung war, auch die Passwörter. Alle sind abgemeldet, und alle Refresh-Token sind ungültig.",
  made: "Erstellt",
  set_aside: "Beiseitegelegt",
  set_aside_about: "Was hier war, ist vollständig erhalten in <path/>",
  to_sign_in: "Weiter zur Anmeldung",
};
