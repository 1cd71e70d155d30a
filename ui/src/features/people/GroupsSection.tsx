import type { UserRow } from "@/bindings/wire";
import { Chip } from "@/shared/Chip";
import { Chips } from "@/shared/Chips";
import { ErrorNote } from "@/shared/ErrorNote";
import { useRefusal } from "@/shared/me";
import { Pick } from "@/shared/Pick";
import { named } from "@/shared/pickOptions";
import { useCommand, useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { useAct } from "@/shared/useAct";
import { t } from "@/texts";

export function GroupsSection({ user }: { user: UserRow }) {
  const { data } = useCommand("group.list", {});
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal()("group.remove_member");
  const others = (data?.groups ?? []).filter((group) => !user.groups.some((own) => own.id === group.id));

  function add(name: string) {
    task.run(async () => {
      const member = { group: name, user: user.id };
      await act("group.add_member", member, t("people.added_to_group", { name: user.display_name, group: name }));
    });
  }

  function remove(name: string) {
    task.run(async () => {
      const member = { group: name, user: user.id };
      await act(
        "group.remove_member",
        member,
        t("people.removed_from_group", { name: user.display_name, group: name }),
      );
    });
  }

  return (
    <Section title={t("groups.title")}>
      <Chips>
        {user.groups.map((group) => (
          <Chip
            key={group.id}
            removeLabel={t("people.remove_from", { group: group.name })}
            refusal={refusal}
            onRemove={() => remove(group.name)}
          >
            {group.name}
          </Chip>
        ))}
        <Pick
          label={t("people.add_to_group")}
          command="group.add_member"
          options={others.map((group) => named(group.name))}
          onPick={add}
        />
      </Chips>
      <ErrorNote error={task.error} />
    </Section>
  );
}
