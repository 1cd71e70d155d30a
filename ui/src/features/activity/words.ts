import type { AuditTargetKind, AuditVia } from "@/bindings/wire";
import { exactTime } from "@/shared/time";
import { t } from "@/texts";

export const VIAS: Record<AuditVia, string> = {
  setup: t("activity.via.setup"),
  window: t("activity.via.window"),
  command_line: t("activity.via.command_line"),
  control_socket: t("activity.via.control_socket"),
  itself: t("activity.via.itself"),
};

export const KINDS: Record<AuditTargetKind, string> = {
  directory: t("activity.kind.directory"),
  user: t("activity.kind.user"),
  group: t("activity.kind.group"),
  permission: t("activity.kind.permission"),
  client: t("activity.kind.client"),
  key: t("activity.kind.key"),
  session: t("activity.kind.session"),
  token_family: t("activity.kind.token_family"),
  file: t("activity.kind.file"),
  trail: t("activity.kind.trail"),
};

/** A value for people: with times as people write them. */
export function valueWords(value: string): string {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? exactTime(value) : value;
}
