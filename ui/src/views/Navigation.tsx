import { Tooltip } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { figure } from "@/shared/count";
import { Kbd } from "@/shared/Kbd";
import { Mark } from "@/shared/Mark";
import { useCommand } from "@/shared/query";
import { useIsSmall } from "@/shared/small";
import { t } from "@/texts";
import { AccountMenu, type AccountMoves } from "./AccountMenu";
import classes from "./Navigation.module.css";
import { StateLine } from "./StateLine";
import { items } from "./screens";
import { reopened } from "./TabRow";
import { useUsable } from "./useUsable";

/** The team and how it stands, the items, and the signed-in person. In a narrow window it is a column of icons. */
export function Navigation(moves: AccountMoves) {
  const usable = useUsable();
  const isSmall = useIsSmall();
  const { pathname } = useLocation();
  const { data: directory } = useCommand("directory.show", {});
  return (
    <nav className={classes.navigation} aria-label={t("frame.screens")} data-folded={isSmall}>
      <header className={classes.head}>
        <Tooltip label={directory?.team} position="right" disabled={!isSmall}>
          <p className={classes.team}>
            <Mark />
            <bdi className="cut">{directory?.team}</bdi>
          </p>
        </Tooltip>
        <StateLine />
      </header>
      <div className={classes.items}>
        {items.map((item) => {
          const { path, title, Icon, figure: shown, startsGroup } = item;
          const { entry, refusal } = usable(item);
          return (
            <Tooltip key={path} label={title} position="right" disabled={!isSmall}>
              <Link
                to={entry.path}
                search={reopened(entry.path)}
                className={classes.link}
                aria-current={pathname === path || pathname.startsWith(`${path}/`) ? "page" : undefined}
                data-starts-group={startsGroup}
                data-refused={refusal !== null || undefined}
                title={refusal ?? undefined}
                activeOptions={{ includeSearch: false }}
              >
                <Icon size={16} stroke={1.6} aria-hidden />
                <span className={classes.title}>{title}</span>
                {shown && directory && (
                  <span className={`${classes.amount} num`} aria-hidden="true">
                    {figure(directory[shown])}
                  </span>
                )}
              </Link>
            </Tooltip>
          );
        })}
      </div>
      <footer className={classes.me}>
        <AccountMenu {...moves} />
        <Tooltip label={t("frame.lock_hint")} position="right" disabled={!isSmall}>
          <button
            type="button"
            className={classes.lock}
            aria-label={isSmall ? t("frame.lock") : undefined}
            onClick={moves.onLock}
          >
            {isSmall ? (
              <IconLock size={16} stroke={1.6} aria-hidden />
            ) : (
              <>
                {t("frame.lock")}
                <span aria-hidden="true">
                  <Kbd keys="mod+L" />
                </span>
              </>
            )}
          </button>
        </Tooltip>
      </footer>
    </nav>
  );
}
