import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Damage } from "@/bindings/wire";
import { backupReach } from "./KnownBackups";
import { Way } from "./Way";

interface RestoreWayProps {
  damage?: Damage | null;
  /** Whether this way is recommended first. */
  isFirst: boolean;
  onRestore(): void;
  /** What the backup does not have. */
  children: ReactNode;
}

/** Goes on from a backup: the newest existing one, if one is known. */
export function RestoreWay({ damage, isFirst, onRestore, children }: RestoreWayProps) {
  const newest = damage?.backups[0];
  const absent = damage?.absent_backups?.[0];
  const isNewerAway = absent && (!newest || Date.parse(absent.made_at) > Date.parse(newest.made_at));
  return (
    <Way
      title={newest ? "Restore the newest backup" : "Restore a backup"}
      action={
        <Button variant={isFirst ? "filled" : "default"} onClick={onRestore}>
          Restore {newest ? "it" : "a backup"}…
        </Button>
      }
    >
      {newest
        ? `Everything ${backupReach(newest)} is then as it was. `
        : "Everything is then as it was when the backup was made. "}
      {children}
      {isNewerAway && " A newer one is known, but not there now: look for it first."}
    </Way>
  );
}
