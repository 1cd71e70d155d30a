import type { CommandError } from "@/bindings/wire";

export function refuse(code: CommandError["code"], message: string, hint?: string, details?: string[]): never {
  throw { code, message, hint, details };
}
