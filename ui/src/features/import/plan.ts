import type { ImportResponse } from "@/bindings/wire";
import { count } from "@/shared/count";

/** How much is not in the directory yet. */
export function changes(plan: ImportResponse): number {
  return plan.users_created + plan.users_updated + plan.groups_created + plan.groups_updated + plan.permissions_created;
}

/** What comes in, in words: "60 people". */
export function imported(plan: ImportResponse): string {
  const people = plan.users_created + plan.users_updated;
  return people > 0 ? count(people, "person", "people") : "changes";
}
