import type { Catalogue } from "../catalogue";
import type { groups as english } from "../en/groups";

export const groups: Catalogue<typeof english> = {
  title: "Gruppen",
  one: "Gruppe",
  this_one: "Diese Gruppe",
  add: "Gruppe hinzufügen",
  added: "{{name}} hinzugefügt",
  name: "Gruppenname",
  part_of: "Gehört zu",
  contains: "Enthält",
  members: "Mitglieder",
  permissions: "Berechtigungen",

  is_empty: "hat keine Mitglieder",
  is_parent: "hat untergeordnete Gruppen",
  is_child: "hat übergeordnete Gruppen",
  grants: "erteilt sie, auch über eine übergeordnete Gruppe",
  child_of: "untergeordnete Gruppen von {{parent}}",

  permissions_about: "Was die Mitglieder können. Weitere lassen sich später erteilen.",
  nothing_yet: "noch keine",

  renamed: "{{group}} in {{name}} umbenannt",
  delete_group: "{{name}} löschen",
  deleted: "{{name}} gelöscht",
  delete_with_one: "Löschen und 1 Mitglied entfernen",
  delete_with_other: "Löschen und {{count, number}} Mitglieder entfernen",
  deleted_with_one: "{{name}} gelöscht und 1 Mitglied entfernt",
  deleted_with_other: "{{name}} gelöscht und {{count, number}} Mitglieder entfernt",

  members_of: "Mitglieder von {{group}}",
  no_members: "Noch keine Mitglieder",
  add_member: "Mitglied hinzufügen",
  remove: "Entfernen",
  remove_member: "{{name}} entfernen",
  member_added: "{{name}} zu {{group}} hinzugefügt",
  member_removed: "{{name}} aus {{group}} entfernt",

  members_can: "Mitglieder können",
  can_now: "Mitglieder von {{group}} können jetzt: {{what}}",
  can_no_longer: "Mitglieder von {{group}} können nicht mehr: {{what}}",
  revoke: "{{permission}} entziehen",
  and_from: "und über <groups/>:",

  parents_and_children: "Über- und untergeordnete Gruppen",
  add_parent: "Übergeordnete Gruppe",
  parent_added: "{{group}} zu {{parent}} hinzugefügt",
  parent_removed: "{{group}} aus {{parent}} entfernt",
  remove_parent: "Aus {{parent}} entfernen",
  no_children: "keine",

  managers: "Verwaltet von",
  no_managers: "Nur Mitglieder und Superuser können diese Gruppe ändern",
  add_manager: "Person hinzufügen",
  manager_added: "{{name}} verwaltet jetzt {{group}}",
  manager_removed: "{{name}} verwaltet {{group}} nicht mehr",
  remove_manager: "{{name}} die Verwaltung entziehen",
};
