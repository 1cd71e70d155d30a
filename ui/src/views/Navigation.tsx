import {
  type Icon,
  IconActivity,
  IconAppWindow,
  IconClock,
  IconLayoutDashboard,
  IconSettings,
  IconStack2,
  IconUsers,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { figure } from "@/shared/count";
import { Kbd } from "@/shared/Kbd";
import { Mark } from "@/shared/Mark";
import { useMe } from "@/shared/me";
import { recallPlace } from "@/shared/place";
import { useCommand } from "@/shared/query";
import classes from "./Navigation.module.css";

interface Place {
  to: "/overview" | "/people" | "/groups" | "/apps" | "/sessions" | "/activity" | "/settings";
  name: string;
  Icon: Icon;
  amount?: number;
}

interface NavigationProps {
  onLock(): void;
  onChangePassword(): void;
}

export function Navigation({ onLock, onChangePassword }: NavigationProps) {
  const { user } = useMe();
  const { data: directory } = useCommand("directory.show", {});
  const places: Place[] = [
    { to: "/overview", name: "Overview", Icon: IconLayoutDashboard },
    { to: "/people", name: "People", Icon: IconUsers, amount: directory?.users },
    { to: "/groups", name: "Groups", Icon: IconStack2, amount: directory?.groups },
    { to: "/apps", name: "Local apps", Icon: IconAppWindow, amount: directory?.clients },
    { to: "/sessions", name: "Sessions", Icon: IconClock },
    { to: "/activity", name: "Activity", Icon: IconActivity },
    { to: "/settings", name: "Settings", Icon: IconSettings },
  ];
  return (
    <nav className={classes.navigation} aria-label="Screens">
      <p className={classes.team}>
        <Mark />
        <span className="cut">{directory?.team}</span>
      </p>
      {places.map(({ to, name, Icon, amount }) => (
        <Link
          key={to}
          to={to}
          // Back to what was open there.
          search={{ open: recallPlace<string | undefined>(`open:${to}`, undefined) }}
          className={classes.link}
          activeOptions={{ includeSearch: false }}
        >
          <Icon size={16} stroke={1.6} aria-hidden />
          {name}
          {amount !== undefined && (
            <span className={`${classes.amount} num`} aria-hidden="true">
              {figure(amount)}
            </span>
          )}
        </Link>
      ))}
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
