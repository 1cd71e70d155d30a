import { Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { recallPlace } from "@/shared/place";
import { useIsSmall } from "@/shared/small";
import { t } from "@/texts";
import type { Item, Tab } from "./screens";
import classes from "./TabRow.module.css";
import { useUsable } from "./useUsable";

/** The tabs of an item beside its title, as far as the account can use them; in a narrow window a menu of them. */
export function TabRow({ item, tab }: { item: Item; tab: Tab }) {
  const usable = useUsable();
  const navigate = useNavigate();
  const isSmall = useIsSmall();
  const { tabs } = usable(item);
  if (item.tabs.length === 1 || tabs.length === 0) return null;
  if (isSmall) {
    return (
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={classes.menu}>
            {tab.title}
            <IconChevronDown size={14} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {tabs.map(({ path, title }) => (
            <Menu.Item key={path} onClick={() => void navigate({ to: path, search: reopened(path) })}>
              {title}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    );
  }
  return (
    <nav className={classes.tabs} aria-label={t("frame.tabs_of", { item: item.title })}>
      {tabs.map(({ path, title }) => (
        <Link
          key={path}
          to={path}
          search={reopened(path)}
          className={classes.tab}
          activeOptions={{ includeSearch: false }}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}

/** What was open on a tab when it was left. */
export function reopened(path: string): { open?: string } {
  const open = recallPlace<string | undefined>(`open:${path}`, undefined);
  return open === undefined ? {} : { open };
}
