import type { AuditRow } from "@/bindings/wire";
import { app, user, verbOf } from "./verbs";

/** An event as a sentence: who, and what they did. */
export interface Phrase {
  who: string;
  what: string;
}

function whoOf(row: AuditRow): string {
  if (row.actor_name) return row.actor_name;
  if (row.via === "setup") return "Setup";
  if (row.via === "itself") return "Portreeve";
  // Signing in begins before anyone is signed in.
  const isSigningIn = row.command === "session.sign_in" && row.outcome === "done";
  return (isSigningIn && user(row)) || (row.command === "token.refresh" && app(row)) || "Somebody";
}

export function phrase(row: AuditRow): Phrase {
  const who = whoOf(row);
  const verb = verbOf(row);
  if (row.is_unreadable || !verb) return { who: row.is_unreadable ? "" : who, what: row.detail || row.command };
  const [done, tried, rest] = verb;
  const words = row.outcome === "done" ? done : `tried to ${tried}`;
  return { who, what: [words, rest?.(row)].filter(Boolean).join(" ") };
}

/** The whole sentence: "root disabled ada". */
export function sentenceOf(row: AuditRow): string {
  const { who, what } = phrase(row);
  return [who, what].filter(Boolean).join(" ");
}
