import type { EventWords } from "../event";

const USER = "[{user}|jemanden]";
/** In the dative, and after a preposition that takes it. */
const TO_USER = "[{user}|jemandem]";
const GROUP = "[die Gruppe {group}|eine Gruppe]";
const TO_GROUP = "[der Gruppe {group}|einer Gruppe]";
const APP = "[die lokale App {app}|eine lokale App]";
const OF_APP = "[der lokalen App {app}|einer lokalen App]";
const GRANTED = "[{+permissions}|eine Berechtigung]";
const REVOKED = "[{-permissions}|eine Berechtigung]";
const MEMBER = "[{user}|ein Mitglied]";

function tried(infinitive: string): string {
  return `hat versucht, ${infinitive}`;
}

function did(what: string, participle: string, infinitive: string): EventWords {
  return [`hat ${what} ${participle}`, tried(`${what} ${infinitive}`)];
}

function saw(what: string): EventWords {
  return did(what, "angesehen", "anzusehen");
}

/** Every event by its name. */
export const events: Readonly<Record<string, EventWords>> = {
  "directory.show": saw("das Verzeichnis"),
  "directory.doctor": did("alles Gespeicherte", "geprüft", "zu prüfen"),
  "overview.show": saw("den Überblick"),
  "session.sign_in": ["hat sich angemeldet", tried("sich[ als {user}|] anzumelden")],
  "session.sign_out": ["hat sich abgemeldet", tried("sich abzumelden")],
  "session.greeting": saw("die Anmeldeseite"),
  "session.confirm": did("das Fenster", "entsperrt", "zu entsperren"),
  "session.me": ["hat abgefragt, wer angemeldet ist", tried("abzufragen, wer angemeldet ist")],
  "session.list": saw("Sitzungen"),
  "session.revoke": did("Sitzungen[ von {user}|]", "beendet", "zu beenden"),
  "account.show": saw("das eigene Konto"),
  "account.sessions": saw("die eigenen Sitzungen"),
  "account.end_session": did("eigene Sitzungen", "beendet", "zu beenden"),
  "user.list": saw("Personen"),
  "user.export": did("Personen[ nach {file}|]", "exportiert", "zu exportieren"),
  "user.show": saw(USER),
  "user.create": did(USER, "hinzugefügt", "hinzuzufügen"),
  "user.update": did("[{fields} von {user}|{user}|jemanden]", "geändert", "zu ändern"),
  "user.disable": did(USER, "deaktiviert", "zu deaktivieren"),
  "user.enable": did(USER, "aktiviert", "zu aktivieren"),
  "user.delete": did(USER, "gelöscht", "zu löschen"),
  "user.restore": did(USER, "wiederhergestellt", "wiederherzustellen"),
  "user.set_password": did(`das Passwort von ${TO_USER}`, "gesetzt", "zu setzen"),
  "user.check_password": did(`ein Passwort von ${TO_USER}`, "geprüft", "zu prüfen"),
  "user.grant": did(`${TO_USER} ${GRANTED}`, "erteilt", "zu erteilen"),
  "user.revoke": did(`${TO_USER} ${REVOKED}`, "entzogen", "zu entziehen"),
  "user.change_many": did("mehrere Personen", "geändert", "zu ändern"),
  "group.list": saw("Gruppen"),
  "group.show": saw(GROUP),
  "group.create": did(GROUP, "hinzugefügt", "hinzuzufügen"),
  "group.rename": did("[{-name} in {group}|die Gruppe {group}|eine Gruppe]", "umbenannt", "umzubenennen"),
  "group.delete": did(GROUP, "gelöscht", "zu löschen"),
  "group.add_member": did(`${MEMBER} in ${GROUP}`, "aufgenommen", "aufzunehmen"),
  "group.remove_member": did(`${MEMBER} aus ${TO_GROUP}`, "entfernt", "zu entfernen"),
  "group.add_manager": did(`${TO_USER} die Verwaltung ${TO_GROUP}`, "übertragen", "zu übertragen"),
  "group.remove_manager": did(`[{user} |]die Verwaltung ${TO_GROUP}`, "entzogen", "zu entziehen"),
  "group.add_parent": did(`${GROUP} in [{+parents}|eine andere]`, "aufgenommen", "aufzunehmen"),
  "group.remove_parent": did(`${GROUP} aus [{-parents}|einer anderen]`, "entfernt", "zu entfernen"),
  "group.grant": did(`${TO_GROUP} ${GRANTED}`, "erteilt", "zu erteilen"),
  "group.revoke": did(`${TO_GROUP} ${REVOKED}`, "entzogen", "zu entziehen"),
  "permission.list": saw("Berechtigungen"),
  "permission.add": did("[die Berechtigung {permission}|eine Berechtigung]", "hinzugefügt", "hinzuzufügen"),
  "client.list": saw("lokale Apps"),
  "client.show": saw(APP),
  "client.create": did(APP, "hinzugefügt", "hinzuzufügen"),
  "client.update": did("[{fields} von {app}|{app}|eine lokale App]", "geändert", "zu ändern"),
  "client.rotate_secret": did(`das Geheimnis ${OF_APP}`, "ersetzt", "zu ersetzen"),
  "client.delete": did(APP, "entfernt", "zu entfernen"),
  "client.presets": saw("Vorlagen"),
  "client.config": saw(`die Konfiguration ${OF_APP}`),
  "client.export": did(`die Konfiguration ${OF_APP}`, "exportiert", "zu exportieren"),
  "client.test_config": did(`eine Konfiguration ${OF_APP}`, "getestet", "zu testen"),
  "token.preview": did("die Vorschau eines Tokens[ für {user}|]", "angesehen", "anzusehen"),
  "token.issue": did("ein Token[ für {user}|][ an {app}|]", "ausgestellt", "auszustellen"),
  "token.refresh": did("ein Token[ von {user}|][ für {app}|]", "erneuert", "zu erneuern"),
  "token.activity": saw("die Nutzung von Token"),
  "token.inspect": did("ein Token", "untersucht", "zu untersuchen"),
  "key.list": saw("Signaturschlüssel"),
  "key.rotate": did("Signaturschlüssel", "ersetzt", "zu ersetzen"),
  "key.move": did("den Schlüssel", "verschoben", "zu verschieben"),
  "audit.list": saw("die Aktivität"),
  "audit.targets": [
    "hat angesehen, worum es bei einem Ereignis ging",
    tried("anzusehen, worum es bei einem Ereignis ging"),
  ],
  "audit.verify": did("die Aktivität", "geprüft", "zu prüfen"),
  "audit.head": did("einen Prüfpunkt", "erstellt", "zu erstellen"),
  "audit.check": did("einen Prüfpunkt", "verglichen", "zu vergleichen"),
  "audit.export": did("die Aktivität[ nach {file}|]", "exportiert", "zu exportieren"),
  "audit.keep": ["hat festgelegt, wie lange Ereignisse bleiben", tried("festzulegen, wie lange Ereignisse bleiben")],
  "audit.prune": did("alte Ereignisse", "entfernt", "zu entfernen"),
  "undo.preview": [
    "hat angesehen, was beim Rückgängigmachen geschieht",
    "anzusehen, was beim Rückgängigmachen geschieht",
  ],
  "undo.apply": did("[Ereignis {undoes}|eine Änderung]", "rückgängig gemacht", "rückgängig zu machen"),
  "import.people": did("Personen[ aus {file}|]", "importiert", "zu importieren"),
  "backup.create": did("eine Sicherung[ nach {file}|]", "erstellt", "zu erstellen"),
  "backup.verify": did("[die Sicherung {file}|eine Sicherung]", "getestet", "zu testen"),
  "backup.schedule": did("Sicherungen[ ab {file}|]", "geplant", "zu planen"),
  "backup.unschedule": did("den Zeitplan der Sicherungen", "beendet", "zu beenden"),
  "backup.status": saw("Sicherungen"),
  "recovery_kit.create": did("ein Notfallkit[ in {file}|]", "erstellt", "zu erstellen"),
  "clock.show": saw("die Uhr"),
  "clock.accept": did("die Zeit dieses Computers", "übernommen", "zu übernehmen"),
  "directory.create": did("das Verzeichnis", "erstellt", "zu erstellen"),
  "directory.restore": did("das Verzeichnis aus einer Sicherung", "wiederhergestellt", "wiederherzustellen"),
  "directory.repair": [
    "hat wiederhergestellt, was sich prüfen ließ",
    tried("wiederherzustellen, was sich prüfen lässt"),
  ],
  "directory.heal": ["[{detail}|hat Gespeichertes repariert]", tried("Gespeichertes zu reparieren")],
  "recovery_kit.restore": did("den Schlüssel mit einem Notfallkit", "wiederhergestellt", "wiederherzustellen"),
};

/** Events of Portreeve itself that have the name of a command which people perform. */
export const automaticEvents: Readonly<Record<string, EventWords>> = {
  "session.sign_out": did("die Sitzung eines verschwundenen Fensters[ von {user}|]", "beendet", "zu beenden"),
  "backup.schedule": did("eine Sicherung[ nach {file}|]", "erstellt", "zu erstellen"),
};
