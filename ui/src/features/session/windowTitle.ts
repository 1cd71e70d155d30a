import { useEffect } from "react";
import { useStatus } from "./status";

/** Names what the window shows: "People - Acme". */
export function useWindowTitle(screen?: string) {
  const team = useStatus().data?.team ?? "Portreeve";
  useEffect(() => {
    document.title = screen === undefined ? team : `${screen} - ${team}`;
  }, [screen, team]);
}
