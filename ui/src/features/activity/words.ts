import type { AuditTargetKind, AuditVia } from "@/bindings/wire";
import { exactTime } from "@/shared/time";

export const VIAS: Record<AuditVia, string> = {
  setup: "Setup",
  window: "Window",
  command_line: "Command line",
  control_socket: "Another process",
  itself: "Automatic",
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

/** A value for people: with times as people write them. */
export function valueWords(value: string): string {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? exactTime(value) : value;
}
