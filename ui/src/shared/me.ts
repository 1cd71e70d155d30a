import { createContext, useCallback, useContext } from "react";
import { COMMAND_NEEDS, type OwnPermission } from "@/bindings/commands";
import type { MeResponse } from "@/bindings/wire";
import type { CommandName } from "@/host/host";
import { t } from "@/texts";
import { ownLabel } from "@/texts/host";

/** The signed-in person. Inside the frame there always is one. */
export const MeContext = createContext<MeResponse | null>(null);

export function useMe(): MeResponse {
  const me = useContext(MeContext);
  if (!me) throw new Error("Nobody is signed in around this component");
  return me;
}

/** What an action needs: one of Portreeve's own permissions, or being a superuser. */
export type Needed = OwnPermission | "superuser";

/** A command, or several of which each is performed. */
type Asked = CommandName | readonly CommandName[];

/**
 * Returns why the person cannot perform a command, for a tooltip; `null` if they can. The declaration of the command says
 * what it needs; the caller passes `needs` if that depends on whom or what the command is about.
 */
export function useRefusal(): (asked: Asked, needs?: Needed) => string | null {
  const { user, permissions } = useMe();
  return useCallback(
    (asked, needs) => {
      for (const command of typeof asked === "string" ? [asked] : asked) {
        const needed = needs ?? COMMAND_NEEDS[command];
        if (needed === null || user.is_superuser) continue;
        if (needed === "superuser") return t("shared.superuser_only");
        if (permissions.includes(needed)) continue;
        return t("shared.ask_admin", { permission: ownLabel(needed) });
      }
      return null;
    },
    [user, permissions],
  );
}
