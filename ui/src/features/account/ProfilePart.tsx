import { Button } from "@mantine/core";
import type { UserDetail } from "@/bindings/wire";
import { Line, Part } from "@/shared/Page";
import { permissionSentence } from "@/shared/permission";
import classes from "./Account.module.css";

/** Who the person is here, and what they can do. `onEdit` is there if they may change it themselves. */
export function ProfilePart({ detail, onEdit }: { detail: UserDetail; onEdit?: () => void }) {
  const { user, permissions } = detail;
  return (
    <Part
      title="Profile"
      about={onEdit ? "As others see you." : "As others see you. Ask an admin if something has to be changed."}
    >
      <Line
        term="Name"
        acts={
          onEdit && (
            <Button size="compact-sm" onClick={onEdit}>
              Edit…
            </Button>
          )
        }
      >
        <bdi>{user.display_name}</bdi>
      </Line>
      <Line term="Username">
        <span className="mono">{user.login}</span>
      </Line>
      <Line term="E-mail">{user.email || <span className="dim">none</span>}</Line>
      <Line term="Groups">{user.groups.map(({ name }) => name).join(", ") || <span className="dim">none</span>}</Line>
      <Line term="Permissions">
        {user.is_superuser ? (
          "Everything, as a superuser"
        ) : permissions.length === 0 ? (
          <span className="dim">none</span>
        ) : (
          <ul className={classes.permissions}>
            {permissions.map(({ permission, label }) => (
              <li key={permission} title={permission}>
                {permissionSentence({ permission, label })}
              </li>
            ))}
          </ul>
        )}
      </Line>
    </Part>
  );
}
