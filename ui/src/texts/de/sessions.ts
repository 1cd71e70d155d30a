import type { Catalogue } from "../catalogue";
import type { sessions as english } from "../en/sessions";

export const sessions: Catalogue<typeof english> = {
  title: "Sitzungen",
  one: "Sitzung",
  this_one: "Diese Sitzung",
  person: "Person",
  type: "Art",
  started: "Begonnen",
  last_used: "Genutzt",
  expires: "Läuft ab",
  identifier: "Kennung",

  is_window: "im Fenster angemeldet",
  is_cli: "auf der Kommandozeile angemeldet",
  is_app: "Refresh-Token einer App",
  is_this: "die Sitzung, die Sie gerade nutzen",
  of_app: "Refresh-Token von {{app}}",
  of_person: "Sitzungen von {{person}}",
  older_7d: "seit 7 Tagen nicht genutzt; auch h, w, m, y",
  older_30d: "seit 30 Tagen nicht genutzt",

  end_this: "Diese Sitzung beenden",
  end_all_of: "Alle Sitzungen von {{name}} beenden",
  ended_one_of: "Eine Sitzung von {{name}} beendet",
  ended_of_one: "1 Sitzung von {{name}} beendet",
  ended_of_other: "{{count, number}} Sitzungen von {{name}} beendet",
  in_use_warning: "Diese Sitzung nutzen Sie gerade: Wenn Sie sie beenden, werden Sie abgemeldet.",
};
