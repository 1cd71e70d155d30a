import type { Commands, SeatCalls } from "@/bindings/commands";
import type { CommandError, Done } from "@/bindings/wire";

export type CommandName = keyof Commands;
export type Request<C extends CommandName> = Commands[C]["request"];
export type Response<C extends CommandName> = Commands[C]["response"];

export type SeatCallName = keyof SeatCalls;
export type SeatRequest<C extends SeatCallName> = SeatCalls[C]["request"];
export type SeatResponse<C extends SeatCallName> = SeatCalls[C]["response"];

/** What the window asks of the process around it. Every promise rejects with a {@link CommandError}. */
export interface Host {
  /** What needs no open directory and no session. */
  ask<C extends SeatCallName>(call: C, request: SeatRequest<C>): Promise<SeatResponse<C>>;
  /** Performs a command; tells the event it has left as well. */
  act<C extends CommandName>(command: C, request: Request<C>): Promise<Done<Response<C>>>;
  /** The same for those whom the event does not concern. */
  call<C extends CommandName>(command: C, request: Request<C>): Promise<Response<C>>;
  /** `null` when the person backs out. */
  pickOpenFile(): Promise<string | null>;
  pickSaveFile(suggestedName: string): Promise<string | null>;
  pickFolder(): Promise<string | null>;
  /** Tells that the directory has changed, by this window or by anyone else. Returns how to stop listening. */
  onChanged(listener: () => void): () => void;
}

/** Turns whatever was thrown into a {@link CommandError}, so that every error can be shown the same way. */
export function toCommandError(thrown: unknown): CommandError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
    return thrown as CommandError;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: "internal", message, hint: "This is a fault in Portreeve. Nothing was changed." };
}
