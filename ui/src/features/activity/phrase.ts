import type { AuditRow, AuditTargetKind } from "@/bindings/wire";
import { t } from "@/texts";
import { eventWords } from "@/texts/host";

/** An event as a sentence: who, and what they did. */
export interface Phrase {
  who: string;
  what: string;
}

function whoOf(row: AuditRow): string {
  if (row.actor_name) return row.actor_name;
  if (row.via === "setup") return t("activity.by_setup");
  if (row.via === "itself") return "Portreeve";
  // Signing in begins before anyone is signed in.
  const isSigningIn = row.command === "session.sign_in" && row.outcome === "done";
  return (
    (isSigningIn && nameOf(row, "user")) ||
    (row.command === "token.refresh" && nameOf(row, "client")) ||
    t("activity.by_someone")
  );
}

/** Who or what it is about; the first of that kind is what was asked for. */
function nameOf(row: AuditRow, kind: AuditTargetKind): string {
  const target = row.targets.find((target) => target.kind === kind);
  return target?.name || target?.id || "";
}

export function phrase(row: AuditRow): Phrase {
  return { who: row.is_unreadable ? "" : whoOf(row), what: eventWords(row) };
}

/** The whole sentence: "root disabled ada". */
export function sentenceOf(row: AuditRow): string {
  const { who, what } = phrase(row);
  return [who, what].filter(Boolean).join(" ");
}
