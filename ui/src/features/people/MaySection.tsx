import { IconX } from "@tabler/icons-react";
import type { GroupRef, UserDetail } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { useRefusal } from "@/shared/me";
import { Names } from "@/shared/Names";
import { PermissionPicker } from "@/shared/PermissionPicker";
import { permissionSentence } from "@/shared/permission";
import { useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { useAct } from "@/shared/useAct";
import classes from "./MaySection.module.css";

/** "through Invoice approvers ‹ Finance", or "granted directly". */
function PathWords({ path }: { path: GroupRef[] }) {
  if (path.length === 0) return "granted directly";
  return (
    <>
      through <Names of={path} separator=" ‹ " />
    </>
  );
}

/** What the person can do, in sentences, and why. */
export function MaySection({ detail }: { detail: UserDetail }) {
  const { user, permissions, granted } = detail;
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal()("user.revoke");

  function grant(permission: string) {
    task.run(async () => {
      await act("user.grant", { user: user.id, permission }, `Granted ${permission}`);
    });
  }

  function revoke(permission: string) {
    task.run(async () => {
      await act("user.revoke", { user: user.id, permission }, `Revoked ${permission}`);
    });
  }

  return (
    <Section title="May">
      {user.state !== "active" && <p className="dim">nothing: the account is {user.state}</p>}
      {user.state === "active" && user.is_superuser && <p>do everything, as a superuser</p>}
      {user.state === "active" && !user.is_superuser && permissions.length === 0 && (
        <p className="dim">Nothing yet. Add them to a group, or grant a permission.</p>
      )}
      <ul>
        {permissions.map(({ permission, label, paths }) => (
          <li key={permission} className={classes.permission}>
            <p title={permission}>{permissionSentence({ permission, label })}</p>
            {paths.map((path) => (
              <p key={path.map((group) => group.id).join()} className="faint">
                <PathWords path={path} />
              </p>
            ))}
            {granted.includes(permission) && (
              <button
                type="button"
                className={classes.revoke}
                aria-label={`Revoke ${permission}`}
                title={refusal ?? "Revoke what is granted directly"}
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
