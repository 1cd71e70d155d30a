import type { Catalogue } from "../catalogue";
import type { settings as english } from "../en/settings";

export const settings: Catalogue<typeof english> = {
  look: "Aussehen",
  look_about: "Gilt nur auf diesem Computer; andere wählen für sich selbst.",
  language: "Sprache",
  language_loses:
    "Das Fenster wird in der anderen Sprache neu geladen und vergisst, was eingegeben, aber noch nicht gespeichert ist.",
  system: "System",
  theme: "Design",
  theme_light: "Hell",
  theme_dark: "Dunkel",
  row_height: "Zeilenhöhe",
  rows_normal: "Normal",
  rows_compact: "Kompakt",
  command_line: "Befehlszeile",
  command_line_about: "Unten in jeder Ansicht steht der Befehl, der dasselbe tut.",
  matching_command: "Passender Befehl",
  show_matching_command: "Passenden Befehl anzeigen",
  team: "Team",
  team_about: "Der Name steht im Titel des Fensters und auf jeder Sicherung.",
  name: "Name",
  created: "Angelegt",
  directory: "Verzeichnis",
  directory_about: "Der Ordner, in dem alles liegt, und der Name, unter dem Apps das Verzeichnis kennen.",
  folder: "Ordner",
  the_folder: "den Ordner",
  issuer: "Aussteller",
  the_issuer: "den Aussteller",
};
