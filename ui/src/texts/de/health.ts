import type { Catalogue } from "../catalogue";
import type { health as english } from "../en/health";

export const health: Catalogue<typeof english> = {
  data: "Daten",
  stored: "Gespeicherte Daten",
  stored_about:
    "Alles ist doppelt gespeichert. Eine Prüfung liest und vergleicht beide Kopien, repariert, was sie kann, und entfernt Reste unterbrochener Arbeit.",
  check_stored: "Gespeicherte Daten jetzt prüfen",
  last_check: "Letzte Prüfung",
  check: "Jetzt prüfen",
  not_checked: "Nicht geprüft, seit dieses Fenster offen ist",
  part_lost: "Ein Teil der gespeicherten Daten ist verloren",
  no_errors: "Beide Kopien gelesen, keine Fehler",
  nothing_lost: "Nichts ist verloren",
  findings: "Befunde",
  outcome: { healed: "repariert", noted: "vermerkt", lost: "verloren" },
  advice:
    "Lassen Sie den Ordner, wie er ist, schließen Sie dieses Fenster und stellen Sie eine Sicherung wieder her: <code>{{command}}</code>",
  clock: "Uhr",
  clock_about: "Sitzungen und Token enden nach der Uhr. Sie darf also nie zurückgehen.",
  computer: "Dieser Computer",
  clock_right: "Richtig",
  clock_back:
    "Um {{time}} zurückgestellt: Stellen Sie sie richtig, oder übernehmen Sie die Zeit (alle werden abgemeldet)",
  clock_wrong: "falsch",
  accept_time: "Neue Zeit übernehmen",
};
