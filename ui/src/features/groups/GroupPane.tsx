import type { GroupRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { useActions } from "@/shared/actions";
import { count } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { InlineEdit } from "@/shared/InlineEdit";
import { useRefusal } from "@/shared/me";
import { Pane } from "@/shared/Pane";
import { useTask } from "@/shared/query";
import { useAct } from "@/shared/useAct";
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
        direct_members > 0 ? `Deleted ${name} and removed its ${count(direct_members, "member")}` : `Deleted ${name}`,
      );
      onClose();
    });
  }

  useActions([
    {
      id: "group.delete",
      label: `Delete ${group.name}`,
      group: "This group",
      refusal: refusal("group.delete"),
      run: remove,
    },
  ]);

  return (
    <Pane label="Group" onClose={onClose}>
      <header className={classes.head}>
        <h2 className={classes.name}>
          <InlineEdit
            key={group.id}
            of={group.id}
            label="Group name"
            value={group.name}
            refusal={refusal("group.rename")}
            onSave={(name) => act("group.rename", { group: group.id, name }, `Renamed ${group.name} to ${name}`)}
          />
        </h2>
        <ActButton command="group.delete" size="compact-sm" color="red" onClick={remove}>
          {group.direct_members > 0 ? `Delete, removing ${count(group.direct_members, "member")}` : "Delete"}
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
