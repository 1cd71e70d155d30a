import { Link } from "@tanstack/react-router";
import { figure } from "@/shared/count";
import { Kbd } from "@/shared/Kbd";
import { Mark } from "@/shared/Mark";
import { useMe, useRefusal } from "@/shared/me";
import { recallPlace } from "@/shared/place";
import { useCommand } from "@/shared/query";
import classes from "./Navigation.module.css";
import { screens } from "./screens";

interface NavigationProps {
  onLock(): void;
  onChangePassword(): void;
}

export function Navigation({ onLock, onChangePassword }: NavigationProps) {
  const { user } = useMe();
  const refusal = useRefusal();
  const { data: directory } = useCommand("directory.show", {});
  return (
    <nav className={classes.navigation} aria-label="Screens">
      <p className={classes.team}>
        <Mark />
        <span className="cut">{directory?.team}</span>
      </p>
      {screens.map(({ path, title, Icon, needs, figure: shown }) => (
        <Link
          key={path}
          to={path}
          // Reopens what was open there.
          search={{ open: recallPlace<string | undefined>(`open:${path}`, undefined) }}
          className={classes.link}
          data-refused={refusal(needs) !== null || undefined}
          title={refusal(needs) ?? undefined}
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
