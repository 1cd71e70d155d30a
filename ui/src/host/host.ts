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

/** What the window asks of the process around it. Every promise rejects with a {@link CommandError}. */
export interface Host {
  status(): Promise<HomeStatus>;
  createDirectory(request: CreateDirectoryRequest): Promise<HomeStatus>;
  openDirectory(request: OpenDirectoryRequest): Promise<HomeStatus>;
  /** Goes on from what is left of a directory that does not open. */
  repair(): Promise<RepairResponse>;
  /** Nobody is signed in afterwards. */
  restore(request: RestoreRequest): Promise<RestoreResponse>;
  /** Puts the root key back, out of two shares of a recovery kit. */
  restoreKey(request: RestoreKeyRequest): Promise<HomeStatus>;
  signIn(request: { login: string; password: string }): Promise<HomeStatus>;
  signOut(): Promise<HomeStatus>;
  lock(): Promise<HomeStatus>;
  unlock(request: { password: string }): Promise<HomeStatus>;
  /** Performs a command; tells the event it has left as well. */
  act<C extends CommandName>(command: C, request: Request<C>): Promise<Done<Response<C>>>;
  /** The same for those whom the event does not concern. */
  call<C extends CommandName>(command: C, request: Request<C>): Promise<Response<C>>;
  /** `null` when the person backs out. */
  pickOpenFile(): Promise<string | null>;
  pickSaveFile(suggestedName: string): Promise<string | null>;
  pickFolder(): Promise<string | null>;
  /**
   * Tells of which kinds records were written, by this window or by anyone else. Returns how to stop listening.
   */
  onChanged(listener: (kinds: readonly string[]) => void): () => void;
}

/** Turns whatever was thrown into a {@link CommandError}, so that every error can be shown the same way. */
export function toCommandError(thrown: unknown): CommandError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
    return thrown as CommandError;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: "internal", message, hint: "This is a fault in Portreeve. Nothing was changed." };
}
