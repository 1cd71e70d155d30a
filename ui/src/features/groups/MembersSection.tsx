import { IconX } from "@tabler/icons-react";
import type { GroupRow, UserRow } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { groupTerm } from "@/shared/filter";
import type { GridColumn } from "@/shared/grid/column";
import { Grid } from "@/shared/grid/Grid";
import { useRefusal } from "@/shared/me";
import { PersonPicker } from "@/shared/PersonPicker";
import { useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { useAct } from "@/shared/useAct";
import { useRowWindow } from "@/shared/useRowWindow";
import classes from "./GroupPane.module.css";

export function MembersSection({ group }: { group: GroupRow }) {
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal()("group.remove_member");
  const people = useRowWindow({ filter: groupTerm(group.name), sort: "name", descending: false });

  function add(user: string) {
    task.run(async () => {
      await act("group.add_member", { group: group.id, user }, `Added ${user} to ${group.name}`);
    });
  }

  function remove(user: UserRow) {
    task.run(async () => {
      const member = { group: group.id, user: user.id };
      await act("group.remove_member", member, `Removed ${user.display_name} from ${group.name}`);
    });
  }

  const columns: GridColumn<UserRow>[] = [
    { id: "name", title: "Name", width: "minmax(0, 1fr)", cell: (user) => user.display_name },
    {
      id: "login",
      title: "Login",
      width: "minmax(0, 1fr)",
      cell: (user) => <span className="mono dim">{user.login}</span>,
    },
    {
      id: "remove",
      title: "Remove",
      isTitleUnseen: true,
      width: "22px",
      cell: (user) => (
        <button
          type="button"
          className={classes.remove}
          aria-label={`Remove ${user.display_name}`}
          disabled={refusal !== null}
          title={refusal ?? `Remove ${user.display_name}`}
          onClick={() => remove(user)}
        >
          <IconX size={14} aria-hidden />
        </button>
      ),
    },
  ];

  return (
    <Section title="Members">
      <div className={classes.add}>
        <PersonPicker label="Add member" command="group.add_member" onPick={add} />
      </div>
      <ErrorNote error={task.error ?? people.error} />
      {people.head && people.head.matched > 0 && (
        <div className={classes.members}>
          <Grid
            key={group.id}
            label={`Members of ${group.name}`}
            place={`group.${group.id}`}
            columns={columns}
            rowCount={people.head.matched}
            rowAt={people.rowAt}
            idOf={(user) => user.id}
            nameOf={(user) => user.display_name}
            onRange={people.onRange}
          />
        </div>
      )}
      {people.head?.matched === 0 && <p className="dim">nobody yet</p>}
    </Section>
  );
}
