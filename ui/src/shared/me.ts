import { createContext, useCallback, useContext } from "react";
import { COMMAND_NEEDS, type OwnPermission } from "@/bindings/commands";
import type { MeResponse } from "@/bindings/wire";
import type { CommandName } from "@/host/host";

/** Who is signed in. There is always one inside the frame. */
export const MeContext = createContext<MeResponse | null>(null);

export function useMe(): MeResponse {
  const me = useContext(MeContext);
  if (!me) throw new Error("Nobody is signed in around this component");
  return me;
}

/** What an action takes: a permission of Portreeve's own, or every one. */
export type Needed = OwnPermission | "superuser";

/** A command, or several of which each is performed. */
type Asked = CommandName | readonly CommandName[];

/**
 * Asks whether the person may perform a command; the answer is `null`, or the reason why not, for a tooltip.
 * What it takes is declared with the command; `needs` says it where that depends on whom or what it is about.
 */
export function useRefusal(): (asked: Asked, needs?: Needed) => string | null {
  const { user, permissions } = useMe();
  return useCallback(
    (asked, needs) => {
      for (const command of typeof asked === "string" ? [asked] : asked) {
        const needed = needs ?? COMMAND_NEEDS[command];
        if (needed === null || user.is_superuser) continue;
        if (needed === "superuser") return "Only a superuser can do this.";
        if (permissions.includes(needed)) continue;
        return `Your account lacks the permission ${needed}. A superuser can grant it.`;
      }
      return null;
    },
    [user, permissions],
  );
}
