import type { GroupRow } from "@/bindings/wire";
import { Chip } from "@/shared/Chip";
import { Chips } from "@/shared/Chips";
import { ErrorNote } from "@/shared/ErrorNote";
import { useRefusal } from "@/shared/me";
import { Names } from "@/shared/Names";
import { PermissionPicker } from "@/shared/PermissionPicker";
import { permissionSentence } from "@/shared/permission";
import { useCommand, useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { Tag } from "@/shared/Tag";
import { useAct } from "@/shared/useAct";
import { Trans, t } from "@/texts";
import classes from "./GroupPane.module.css";

/** The permissions of members: the group's own, and those from the groups above it. */
export function GrantsSection({ group }: { group: GroupRow }) {
  const { data } = useCommand("permission.list", {});
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal()("group.revoke");
  const known = data?.permissions ?? [];
  const sentence = (permission: string) =>
    permissionSentence(known.find((row) => row.permission === permission) ?? { permission, label: permission });

  function grant(permission: string) {
    task.run(async () => {
      await act(
        "group.grant",
        { group: group.id, permission },
        t("groups.can_now", { group: group.name, what: sentence(permission) }),
      );
    });
  }

  function revoke(permission: string) {
    task.run(async () => {
      await act(
        "group.revoke",
        { group: group.id, permission },
        t("groups.can_no_longer", { group: group.name, what: sentence(permission) }),
      );
    });
  }

  return (
    <Section title={t("groups.members_can")}>
      <Chips>
        {group.permissions.map((permission) => (
          <Chip
            key={permission}
            removeLabel={t("groups.revoke", { permission })}
            refusal={refusal}
            onRemove={() => revoke(permission)}
          >
            <span title={permission}>{sentence(permission)}</span>
          </Chip>
        ))}
        <PermissionPicker command="group.grant" taken={group.permissions} onPick={grant} />
      </Chips>
      {group.inherited.length > 0 && (
        <p className={classes.inherited}>
          <span className="faint">
            <Trans i18nKey="groups.and_from" components={{ groups: <Names of={group.parents} /> }} />
          </span>
          {group.inherited.map((permission) => (
            <Tag key={permission}>{sentence(permission)}</Tag>
          ))}
        </p>
      )}
      <ErrorNote error={task.error} />
    </Section>
  );
}
