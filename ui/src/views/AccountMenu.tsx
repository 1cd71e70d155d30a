import { Menu, Tooltip } from "@mantine/core";
import { IconChevronDown, IconUserCircle } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { Kbd } from "@/shared/Kbd";
import { useMe } from "@/shared/me";
import { useIsSmall } from "@/shared/small";
import { t } from "@/texts";
import classes from "./Navigation.module.css";

export interface AccountMoves {
  onLock(): void;
  onSignOut(): void;
  onShortcuts(): void;
  onAbout(): void;
}

/** The signed-in person at the foot of the navigation, and what concerns them or the window. */
export function AccountMenu({ onLock, onSignOut, onShortcuts, onAbout }: AccountMoves) {
  const { user } = useMe();
  const navigate = useNavigate();
  const isSmall = useIsSmall();
  return (
    <Menu position={isSmall ? "right-end" : "top-start"} width={192}>
      <Menu.Target>
        <button
          type="button"
          className={classes.account}
          aria-label={t("frame.account_menu", { username: user.login })}
        >
          {isSmall ? (
            <Tooltip label={user.login} position="right">
              <IconUserCircle size={18} stroke={1.6} aria-hidden />
            </Tooltip>
          ) : (
            <>
              <span className="cut mono">{user.login}</span>
              <IconChevronDown size={14} aria-hidden />
            </>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi>{user.display_name}</bdi>
        </Menu.Label>
        <Menu.Item onClick={() => void navigate({ to: "/account" })}>{t("frame.my_account")}</Menu.Item>
        <Menu.Divider />
        <Menu.Item rightSection={<Kbd keys="mod+L" />} onClick={onLock}>
          {t("frame.lock")}
        </Menu.Item>
        <Menu.Item onClick={onSignOut}>{t("frame.sign_out")}</Menu.Item>
        <Menu.Divider />
        <Menu.Item rightSection={<Kbd keys="shift+?" />} onClick={onShortcuts}>
          {t("frame.shortcuts")}
        </Menu.Item>
        <Menu.Item onClick={onAbout}>{t("frame.about")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
