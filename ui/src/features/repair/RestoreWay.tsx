import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Damage } from "@/bindings/wire";
import { t } from "@/texts";
import { momentOf } from "./KnownBackups";
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
      title={t(newest ? "repair.restore_newest" : "repair.restore_one")}
      action={
        <Button variant={isFirst ? "filled" : "default"} onClick={onRestore}>
          {t(newest ? "repair.restore_newest_form" : "repair.restore_one_form")}
        </Button>
      }
    >
      {newest ? t("repair.restore_newest_about", { moment: momentOf(newest) }) : t("repair.restore_one_about")}{" "}
      {children}
      {isNewerAway && ` ${t("repair.newer_absent")}`}
    </Way>
  );
}
