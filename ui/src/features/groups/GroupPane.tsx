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
      await act("group.delete", { group: group.id }, `Deleted ${group.name}`);
      onClose();
    });
  }

  useActions([
    {
      id: "group.delete",
      label: `Delete ${group.name}`,
      group: "This group",
      refusal: group.direct_members > 0 ? MEMBERS_FIRST : refusal("group.delete"),
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
        {group.direct_members === 0 ? (
          <ActButton command="group.delete" size="compact-sm" color="red" onClick={remove}>
            Delete
          </ActButton>
        ) : (
          <span className="faint" title={MEMBERS_FIRST}>
            {count(group.direct_members, "member")}
          </span>
        )}
      </header>
      <ErrorNote error={task.error} />
      <MembersSection group={group} />
      <GrantsSection group={group} />
      <NestingSection group={group} />
      <ManagersSection group={group} />
    </Pane>
  );
}

// Removing the members first shows who loses what; only an empty group can be deleted with one click.
const MEMBERS_FIRST = "Take its members out first; then it can be deleted.";
