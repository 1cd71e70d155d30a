import type { Commands, HostCalls } from "@/bindings/commands";
import type { CommandError, Done } from "@/bindings/wire";

export type CommandName = keyof Commands;
export type Request<C extends CommandName> = Commands[C]["request"];
export type Response<C extends CommandName> = Commands[C]["response"];

export type HostCallName = keyof HostCalls;
export type HostRequest<C extends HostCallName> = HostCalls[C]["request"];
export type HostResponse<C extends HostCallName> = HostCalls[C]["response"];

/** The calls from the window to the process around it. Every promise rejects with a {@link CommandError}. */
export interface Host {
  /** What needs no open directory and no session. */
  ask<C extends HostCallName>(call: C, request: HostRequest<C>): Promise<HostResponse<C>>;
  /** Performs a command; also returns the number of its event. */
  act<C extends CommandName>(command: C, request: Request<C>): Promise<Done<Response<C>>>;
  /** Like `act`, without the event. */
  call<C extends CommandName>(command: C, request: Request<C>): Promise<Response<C>>;
  /** `null` if the person cancels. */
  pickOpenFile(): Promise<string | null>;
  pickSaveFile(suggestedName: string): Promise<string | null>;
  pickFolder(): Promise<string | null>;
  /**
   * Tells of which kinds records were written, by this window or by anyone else. Returns how to stop listening.
   */
  onChanged(listener: (kinds: readonly string[]) => void): () => void;
}

/** Turns any thrown value into a {@link CommandError}, so that every error can be shown the same way. */
export function toCommandError(thrown: unknown): CommandError {
  if (typeof thrown === "object" && thrown !== null && "class" in thrown && "message" in thrown) {
    return thrown as CommandError;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { class: "internal", reason: "internal", message, hint: "This is a fault in Portreeve. Nothing was changed." };
}
