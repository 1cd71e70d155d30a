import type { AuditTargetKind, AuditVia } from "@/bindings/wire";
import { exactTime } from "@/shared/time";

export const VIAS: Record<AuditVia, string> = {
  setup: "Setup",
  window: "Window",
  command_line: "Command line",
  control_socket: "Another process",
  itself: "By itself",
};

export const KINDS: Record<AuditTargetKind, string> = {
  directory: "directory",
  user: "person",
  group: "group",
  permission: "permission",
  client: "local app",
  key: "signing key",
  session: "session",
  token_family: "refresh tokens",
  file: "file",
  trail: "activity",
};

const FIELDS: Record<string, string> = {
  login: "login name",
  first_name: "first name",
  last_name: "last name",
  email: "e-mail",
  is_active: "active",
  is_staff: "staff",
  is_superuser: "superuser",
  deleted_at: "deleted",
  joined_at: "joined",
  sign_ins: "sign-ins",
  parents: "inside",
  access_secs: "access token, seconds",
  refresh_secs: "refresh tokens, seconds",
  private_key: "private key",
  ended_at: "ended",
};

/** A value for people: with times as people write them. */
export function valueWords(value: string): string {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? exactTime(value) : value;
}

/** A field's name in the window. */
export function fieldWords(field: string): string {
  return FIELDS[field] ?? field.replaceAll("_", " ");
}
