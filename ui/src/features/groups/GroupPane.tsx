import type { GroupRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { useActions } from "@/shared/actions";
import { ErrorNote } from "@/shared/ErrorNote";
import { InlineEdit } from "@/shared/InlineEdit";
import { useRefusal } from "@/shared/me";
import { Pane } from "@/shared/Pane";
import { useTask } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import { t } from "@/texts";
import { GrantsSection } from "./GrantsSection";
import classes from "./GroupPane.module.css";
import { ManagersSection } from "./ManagersSection";
import { MembersSection } from "./MembersSection";
import { NestingSection } from "./NestingSection";

export function GroupPane({ group, onClose }: { group: GroupRow; onClose(): void }) {
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal();

  function remove() {
    task.run(async () => {
      await act("group.delete", { group: group.id }, ({ name, direct_members }) =>
        direct_members > 0 ? t("groups.deleted_with", { name, count: direct_members }) : t("groups.deleted", { name }),
      );
      onClose();
    });
  }

  useActions([
    {
      id: "group.delete",
      label: t("groups.delete_group", { name: group.name }),
      group: t("groups.this_one"),
      refusal: refusal("group.delete"),
      run: remove,
    },
  ]);

  return (
    <Pane label={t("groups.one")} onClose={onClose}>
      <header className={classes.head}>
        <h2 className={classes.name}>
          <InlineEdit
            key={group.id}
            of={group.id}
            label={t("groups.name")}
            value={group.name}
            refusal={refusal("group.rename")}
            onSave={(name) =>
              act("group.rename", { group: group.id, name }, t("groups.renamed", { group: group.name, name }))
            }
          />
        </h2>
        <ActButton command="group.delete" size="compact-sm" color="red" onClick={remove}>
          {group.direct_members > 0 ? t("groups.delete_with", { count: group.direct_members }) : t("common.delete")}
        </ActButton>
      </header>
      <ErrorNote error={task.error} />
      <MembersSection group={group} />
      <GrantsSection group={group} />
      <NestingSection group={group} />
      <ManagersSection group={group} />
    </Pane>
  );
}
