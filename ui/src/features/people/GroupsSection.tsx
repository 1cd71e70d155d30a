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

export function GroupsSection({ user }: { user: UserRow }) {
  const { data } = useCommand("group.list", {});
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal()("group.remove_member");
  const others = (data?.groups ?? []).filter((group) => !user.groups.some((own) => own.id === group.id));

  function add(name: string) {
    task.run(async () => {
      const member = { group: name, user: user.id };
      await act("group.add_member", member, `Added ${user.display_name} to ${name}`);
    });
  }

  function remove(name: string) {
    task.run(async () => {
      const member = { group: name, user: user.id };
      await act("group.remove_member", member, `Removed ${user.display_name} from ${name}`);
    });
  }

  return (
    <Section title="Groups">
      <Chips>
        {user.groups.map((group) => (
          <Chip
            key={group.id}
            removeLabel={`Remove from ${group.name}`}
            refusal={refusal}
            onRemove={() => remove(group.name)}
          >
            {group.name}
          </Chip>
        ))}
        <Pick
          label="Add to group"
          command="group.add_member"
          options={others.map((group) => named(group.name))}
          onPick={add}
        />
      </Chips>
      <ErrorNote error={task.error} />
    </Section>
  );
}
