import { Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { BackupStatusResponse, DirectoryResponse } from "@/bindings/wire";
import { backupWords } from "@/features/backups/standing";
import { useLastCheck } from "@/features/health/StoredData";
import type { CommandName } from "@/host/host";
import { useRefusal } from "@/shared/me";
import { useCommand } from "@/shared/query";
import { useIsSmall } from "@/shared/small";
import { roughly } from "@/shared/time";
import { t } from "@/texts";
import classes from "./Navigation.module.css";
import type { TabPath } from "./screens";

/** What needs the person, and where it is settled. */
interface Need {
  words: string;
  to: TabPath;
  open?: string;
  /** What settling it performs. */
  command: CommandName;
}

/** One line below the name of the team: grey, or amber if something needs the person, and then it leads there. */
export function StateLine() {
  const refusal = useRefusal();
  const isSmall = useIsSmall();
  const { data: directory } = useCommand("directory.show", {});
  const { data: backups } = useCommand("backup.status", {});
  const [checked] = useLastCheck();
  const need = needs(directory, backups, checked?.is_well === false).find(({ command }) => refusal(command) === null);
  if (need) {
    const { words, to, open } = need;
    return (
      <Tooltip label={words} position="right" disabled={!isSmall}>
        <Link to={to} search={open === undefined ? {} : { open }} className={classes.need} aria-label={words}>
          <span className={classes.dot} aria-hidden="true" />
          <span className={`cut ${classes.words}`}>{words}</span>
        </Link>
      </Tooltip>
    );
  }
  return (
    <p className={`cut ${classes.state}`}>
      {backups?.made ? backupWords(backups, Date.now()) : t("frame.state.on_computer")}
    </p>
  );
}

/** The gravest first. */
function needs(
  directory: DirectoryResponse | undefined,
  backups: BackupStatusResponse | undefined,
  isLost: boolean,
): Need[] {
  const found: Need[] = [];
  if (isLost) found.push({ words: t("frame.state.data_lost"), to: "/data/health", command: "directory.doctor" });
  const behind = directory?.clock_behind_secs;
  if (behind)
    found.push({
      words: t("frame.state.clock_behind", { time: roughly(behind) }),
      to: "/data/health",
      command: "clock.accept",
    });
  if (backups?.problem) {
    found.push({
      words: t("frame.state.backup_failed"),
      to: "/data/backups",
      open: "schedule",
      command: "backup.schedule",
    });
  } else if (backups?.is_backup_due) {
    const words = backups.made ? t("frame.state.backup_due") : t("frame.state.no_backup");
    found.push({ words, to: "/data/backups", open: "backup", command: "backup.create" });
  }
  return found;
}
