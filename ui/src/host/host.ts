import type { Commands } from "@/bindings/commands";
import type {
  CommandError,
  CreateDirectoryRequest,
  Done,
  HomeStatus,
  OpenDirectoryRequest,
  RepairResponse,
  RestoreKeyRequest,
  RestoreRequest,
  RestoreResponse,
} from "@/bindings/wire";

export type CommandName = keyof Commands;
export type Request<C extends CommandName> = Commands[C]["request"];
export type Response<C extends CommandName> = Commands[C]["response"];

/** The calls from the window to the process around it. Every promise rejects with a {@link CommandError}. */
export interface Host {
  status(): Promise<HomeStatus>;
  createDirectory(request: CreateDirectoryRequest): Promise<HomeStatus>;
  openDirectory(request: OpenDirectoryRequest): Promise<HomeStatus>;
  /** Goes on from what is left of a directory that does not open. */
  repair(): Promise<RepairResponse>;
  /** Nobody is signed in afterwards. */
  restore(request: RestoreRequest): Promise<RestoreResponse>;
  /** Restores the root key from two shares of a recovery kit. */
  restoreKey(request: RestoreKeyRequest): Promise<HomeStatus>;
  signIn(request: { login: string; password: string }): Promise<HomeStatus>;
  signOut(): Promise<HomeStatus>;
  lock(): Promise<HomeStatus>;
  unlock(request: { password: string }): Promise<HomeStatus>;
  /** Performs a command; also returns the number of its event. */
  act<C extends CommandName>(command: C, request: Request<C>): Promise<Done<Response<C>>>;
  /** Like `act`, without the event. */
  call<C extends CommandName>(command: C, request: Request<C>): Promise<Response<C>>;
  /** `null` if the person cancels. */
  pickOpenFile(): Promise<string | null>;
  pickSaveFile(suggestedName: string): Promise<string | null>;
  pickFolder(): Promise<string | null>;
  /**
   * Calls `listener` after each change of the directory, by this window or any other process. Returns a function that
   * stops it.
   */
  onChanged(listener: () => void): () => void;
}

/** Turns any thrown value into a {@link CommandError}, so that every error can be shown the same way. */
export function toCommandError(thrown: unknown): CommandError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
    return thrown as CommandError;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: "internal", message, hint: "This is a fault in Portreeve. Nothing was changed." };
}
