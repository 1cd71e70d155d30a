import type { Commands } from "@/bindings/commands";

/** What answers each command. */
export type Handlers = { [C in keyof Commands]: (request: Commands[C]["request"]) => Commands[C]["response"] };

/** Commands that change nothing. */
export function isReading(command: string): boolean {
  return (
    /\.(list|show|preview|presets|config|inspect|me|status|doctor|verify|head|check)$/.test(command) &&
    command !== "backup.verify"
  );
}
