import type { Catalogue } from "../catalogue";
import type { permissions as english } from "../en/permissions";

export const permissions: Catalogue<typeof english> = {
  title: "Berechtigungen",
  one: "Berechtigung",
  add: "Berechtigung hinzufügen",
  added: "{{name}} hinzugefügt",
  code: "Code",
  code_about: "Die App, ein Punkt und was man dort tun kann.",
  label: "In Worten",
  label_about: "Was man liest, wenn sie erteilt wird.",
  label_example: "Kann Seiten bearbeiten",
  granted_by: "Erteilt durch",
  granted_by_groups: "Durch Gruppen erteilt",
  granted_by_no_group: "Keine Gruppe erteilt sie",
  directly: "Direkt",
  granted_directly: "Direkt erteilt",
  to_people_zero: "Niemandem",
  to_people_one: "1 Person",
  to_people_other: "{{count, number}} Personen",
  the_code: "den Code",
  find: "Berechtigung suchen",
  find_example: "Eine Berechtigung, App oder Gruppe",
  none_found: "Keine solche Berechtigung",
  about: "Ihre Apps entscheiden anhand von Berechtigungen, wer was tun kann. Gruppen erteilen sie ihren Mitgliedern.",
};
