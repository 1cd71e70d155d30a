import type { Catalogue } from "../catalogue";
import type { account as english } from "../en/account";

export const account: Catalogue<typeof english> = {
  profile: "Profil",
  profile_about: "So sehen andere Sie.",
  profile_about_fixed: "So sehen andere Sie. Wenn etwas geändert werden soll, fragen Sie einen Admin.",
  edit: "Bearbeiten …",
  email: "E-Mail",
  no_email: "keine",
  groups: "Gruppen",
  no_groups: "keine",
  permissions: "Berechtigungen",
  everything: "Alle Rechte, als Superuser",
  no_permissions: "keine",

  password: "Passwort",
  password_changed_at: "Zuletzt geändert <when/>.",
  current_password: "Aktuelles Passwort",
  change_password: "Passwort ändern",
  password_changed: "Ihr Passwort wurde geändert",

  sessions: "Sitzungen",
  sessions_about: "Wo Sie angemeldet sind, und Apps, die ein Refresh-Token von Ihnen haben.",
  your_sessions: "Ihre Sitzungen",
  in_use: "in Gebrauch",
  end: "Beenden",
  end_others: "Alle anderen beenden",
  ended_one: "1 Sitzung beendet",
  ended_other: "{{count, number}} Sitzungen beendet",
};
