import { Button } from "@mantine/core";
import type { UserDetail } from "@/bindings/wire";
import { Names } from "@/shared/Names";
import { Line, Part } from "@/shared/Page";
import { t } from "@/texts";
import { permissionLabel } from "@/texts/host";
import classes from "./Account.module.css";

/** Who the person is here, and what they can do. `onEdit` is there if they may change it themselves. */
export function ProfilePart({ detail, onEdit }: { detail: UserDetail; onEdit?: () => void }) {
  const { user, permissions } = detail;
  return (
    <Part title={t("account.profile")} about={onEdit ? t("account.profile_about") : t("account.profile_about_fixed")}>
      <Line
        term={t("common.name")}
        acts={
          onEdit && (
            <Button size="compact-sm" onClick={onEdit}>
              {t("account.edit")}
            </Button>
          )
        }
      >
        <bdi>{user.display_name}</bdi>
      </Line>
      <Line term={t("common.username")}>
        <span className="mono">{user.login}</span>
      </Line>
      <Line term={t("account.email")}>{user.email || <span className="dim">{t("account.no_email")}</span>}</Line>
      <Line term={t("account.groups")}>
        {user.groups.length === 0 ? <span className="dim">{t("account.no_groups")}</span> : <Names of={user.groups} />}
      </Line>
      <Line term={t("account.permissions")}>
        {user.is_superuser ? (
          t("account.everything")
        ) : permissions.length === 0 ? (
          <span className="dim">{t("account.no_permissions")}</span>
        ) : (
          <ul className={classes.permissions}>
            {permissions.map(({ permission, label }) => (
              <li key={permission} title={permission}>
                {permissionLabel(permission, label)}
              </li>
            ))}
          </ul>
        )}
      </Line>
    </Part>
  );
}
