import { IconX } from "@tabler/icons-react";
import { type CSSProperties, useCallback, useMemo } from "react";
import type { GroupRow, UserRow } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import type { GridColumn } from "@/shared/grid/column";
import { Grid } from "@/shared/grid/Grid";
import { useRefusal } from "@/shared/me";
import { PersonPicker } from "@/shared/PersonPicker";
import { groupTerm } from "@/shared/peopleFilter";
import { useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { useAct } from "@/shared/useAct";
import { useRowWindow } from "@/shared/useRowWindow";
import { t } from "@/texts";
import classes from "./GroupPane.module.css";

export function MembersSection({ group }: { group: GroupRow }) {
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal()("group.remove_member");
  const people = useRowWindow({ filter: groupTerm(group.name), sort: "name", descending: false });

  function add(user: string) {
    task.run(async () => {
      await act(
        "group.add_member",
        { group: group.id, user },
        t("groups.member_added", { name: user, group: group.name }),
      );
    });
  }

  const { run } = task;
  const remove = useCallback(
    (user: UserRow) =>
      run(async () => {
        const member = { group: group.id, user: user.id };
        const told = t("groups.member_removed", { name: user.display_name, group: group.name });
        await act("group.remove_member", member, told);
      }),
    [act, run, group.id, group.name],
  );

  const columns = useMemo(
    (): GridColumn<UserRow>[] => [
      { id: "name", header: t("common.name"), accessorKey: "display_name", minSize: 0, meta: { grow: 1 } },
      {
        id: "login",
        header: t("common.username"),
        minSize: 0,
        meta: { grow: 1 },
        cell: ({ row }) => <span className="mono dim">{row.original.login}</span>,
      },
      {
        id: "remove",
        header: t("groups.remove"),
        size: 22,
        meta: { isHeaderUnseen: true },
        cell: ({ row: { original: user } }) => (
          <button
            type="button"
            className={classes.remove}
            aria-label={t("groups.remove_member", { name: user.display_name })}
            disabled={refusal !== null}
            title={refusal ?? t("groups.remove_member", { name: user.display_name })}
            onClick={() => remove(user)}
          >
            <IconX size={14} aria-hidden />
          </button>
        ),
      },
    ],
    [refusal, remove],
  );

  return (
    <Section title={t("groups.members")}>
      <div className={classes.add}>
        <PersonPicker label={t("groups.add_member")} command="group.add_member" onPick={add} />
      </div>
      <ErrorNote error={task.error ?? people.error} />
      {people.head && people.head.matched > 0 && (
        <div className={classes.members} style={{ "--members": people.head.matched } as CSSProperties}>
          <Grid
            key={group.id}
            label={t("groups.members_of", { group: group.name })}
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
      {people.head?.matched === 0 && <p className="dim">{t("groups.no_members")}</p>}
    </Section>
  );
}
