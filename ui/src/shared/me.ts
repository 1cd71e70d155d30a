import { createContext, useCallback, useContext } from "react";
import type { MeResponse } from "@/bindings/wire";
import type { OwnPermission } from "./permission";

/** Who is signed in. There is always one inside the frame. */
export const MeContext = createContext<MeResponse | null>(null);

export function useMe(): MeResponse {
  const me = useContext(MeContext);
  if (!me) throw new Error("Nobody is signed in around this component");
  return me;
}

/** Asks whether the person may; the answer is `null`, or the reason why not, for a tooltip. */
export function useRefusal(): (permission: OwnPermission) => string | null {
  const { user, permissions } = useMe();
  return useCallback(
    (permission) =>
      user.is_superuser || permissions.includes(permission)
        ? null
        : `Your account lacks the permission ${permission}. A superuser can grant it.`,
    [user, permissions],
  );
}
