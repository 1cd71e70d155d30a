import type { GroupRow } from "@/bindings/wire";
import { Chip } from "@/shared/Chip";
import { Chips } from "@/shared/Chips";
import { ErrorNote } from "@/shared/ErrorNote";
import { useRefusal } from "@/shared/me";
import { Pick } from "@/shared/Pick";
import { named } from "@/shared/pickOptions";
import { useCommand, useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { Tag } from "@/shared/Tag";
import { useAct } from "@/shared/useAct";
import classes from "./GroupPane.module.css";

/** Parent and child groups: members also get what the groups above grant. */
export function NestingSection({ group }: { group: GroupRow }) {
  const { data } = useCommand("group.list", {});
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal()("group.remove_parent");
  const taken = new Set([group.id, ...group.parents.map((parent) => parent.id), ...group.children.map((c) => c.id)]);

  function put(parent: string) {
    task.run(async () => {
      await act("group.add_parent", { group: group.id, parent }, `Added ${group.name} to ${parent}`);
    });
  }

  function take(parent: string) {
    task.run(async () => {
      await act("group.remove_parent", { group: group.id, parent }, `Removed ${group.name} from ${parent}`);
    });
  }

  return (
    <Section title="Parent and child groups">
      <div className={classes.line}>
        <span>Part of</span>
        <Chips>
          {group.parents.map((parent) => (
            <Chip
              key={parent.id}
              removeLabel={`Remove from ${parent.name}`}
              refusal={refusal}
              onRemove={() => take(parent.name)}
            >
              {parent.name}
            </Chip>
          ))}
          <Pick
            label="Add a parent group"
            command="group.add_parent"
            options={(data?.groups ?? []).filter((other) => !taken.has(other.id)).map((other) => named(other.name))}
            onPick={put}
          />
        </Chips>
      </div>
      <div className={classes.line}>
        <span>Contains</span>
        <Chips>
          {group.children.length === 0 && <span className="dim">none</span>}
          {group.children.map((child) => (
            <Tag key={child.id}>{child.name}</Tag>
          ))}
        </Chips>
      </div>
      <ErrorNote error={task.error} />
    </Section>
  );
}
