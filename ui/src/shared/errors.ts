import { ERRORS, TITLES } from "@/bindings/errors";
import type { ErrorClass } from "@/bindings/wire";

/** What a reason is called. Unknown reasons are none: they are called as their class is. */
export function titleOf(reason: string): string | undefined {
  if (Object.hasOwn(TITLES, reason)) return TITLES[reason];
  return Object.hasOwn(ERRORS, reason) ? ERRORS[reason as ErrorClass].title : undefined;
}
