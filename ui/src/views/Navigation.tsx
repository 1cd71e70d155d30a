import { Link, useLocation } from "@tanstack/react-router";
import { figure } from "@/shared/count";
import { Kbd } from "@/shared/Kbd";
import { Mark } from "@/shared/Mark";
import { useMe } from "@/shared/me";
import { useCommand } from "@/shared/query";
import classes from "./Navigation.module.css";
import { items } from "./screens";
import { reopened } from "./TabRow";
import { useUsable } from "./useUsable";

interface NavigationProps {
  onLock(): void;
  onChangePassword(): void;
}

export function Navigation({ onLock, onChangePassword }: NavigationProps) {
  const { user } = useMe();
  const usable = useUsable();
  const { pathname } = useLocation();
  const { data: directory } = useCommand("directory.show", {});
  return (
    <nav className={classes.navigation} aria-label="Screens">
      <p className={classes.team}>
        <Mark />
        <span className="cut">{directory?.team}</span>
      </p>
      {items.map((item) => {
        const { path, title, Icon, figure: shown, startsGroup } = item;
        const { entry, refusal } = usable(item);
        return (
          <Link
            key={path}
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
            {title}
            {shown && directory && (
              <span className={`${classes.amount} num`} aria-hidden="true">
                {figure(directory[shown])}
              </span>
            )}
          </Link>
        );
      })}
      <div className={classes.me}>
        <button
          type="button"
          className={`${classes.name} cut mono`}
          title={`${user.display_name}: change your password`}
          aria-label={`${user.login}: change your password`}
          onClick={onChangePassword}
        >
          {user.login}
        </button>
        <button type="button" className={classes.lock} onClick={onLock}>
          Lock
          <span aria-hidden="true">
            <Kbd keys="mod+L" />
          </span>
        </button>
      </div>
    </nav>
  );
}
