import { IconX } from "@tabler/icons-react";
import type { GroupRef, UserDetail } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { useRefusal } from "@/shared/me";
import { Names } from "@/shared/Names";
import { PermissionPicker } from "@/shared/PermissionPicker";
import { useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { useAct } from "@/shared/useAct";
import { Trans, t } from "@/texts";
import { permissionLabel } from "@/texts/host";
import classes from "./PermissionsSection.module.css";

/** "from Invoice approvers ‹ Finance", or "granted directly". */
function PathWords({ path }: { path: GroupRef[] }) {
  if (path.length === 0) return t("people.granted_directly");
  return <Trans i18nKey="people.granted_from" components={{ groups: <Names of={path} separator=" ‹ " /> }} />;
}

/** What the person can do, and why. */
export function PermissionsSection({ detail }: { detail: UserDetail }) {
  const { user, permissions, granted } = detail;
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal()("user.revoke");

  function grant(permission: string) {
    task.run(async () => {
      await act("user.grant", { user: user.id, permission }, t("people.granted", { permission }));
    });
  }

  function revoke(permission: string) {
    task.run(async () => {
      await act("user.revoke", { user: user.id, permission }, t("people.revoked", { permission }));
    });
  }

  return (
    <Section title={t("permissions.title")}>
      {user.state !== "active" && <p className="dim">{t(`people.nothing_while.${user.state}`)}</p>}
      {user.state === "active" && user.is_superuser && <p>{t("people.everything")}</p>}
      {user.state === "active" && !user.is_superuser && permissions.length === 0 && (
        <p className="dim">{t("people.nothing_yet")}</p>
      )}
      <ul>
        {permissions.map(({ permission, label, paths }) => (
          <li key={permission} className={classes.permission}>
            <p title={permission}>{permissionLabel(permission, label)}</p>
            {paths.map((path) => (
              <p key={path.map((group) => group.id).join()} className="faint">
                <PathWords path={path} />
              </p>
            ))}
            {granted.includes(permission) && (
              <button
                type="button"
                className={classes.revoke}
                aria-label={t("people.revoke", { permission })}
                title={refusal ?? t("people.revoke_direct")}
                disabled={refusal !== null}
                onClick={() => revoke(permission)}
              >
                <IconX size={14} aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ul>
      <div className={classes.grant}>
        <PermissionPicker command="user.grant" taken={granted} onPick={grant} />
      </div>
      <ErrorNote error={task.error} />
    </Section>
  );
}
