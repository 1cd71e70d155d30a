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
import { t } from "@/texts";
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
      await act(
        "group.add_parent",
        { group: group.id, parent },
        t("groups.parent_added", { group: group.name, parent }),
      );
    });
  }

  function take(parent: string) {
    task.run(async () => {
      await act(
        "group.remove_parent",
        { group: group.id, parent },
        t("groups.parent_removed", { group: group.name, parent }),
      );
    });
  }

  return (
    <Section title={t("groups.parents_and_children")}>
      <div className={classes.line}>
        <span>{t("groups.part_of")}</span>
        <Chips>
          {group.parents.map((parent) => (
            <Chip
              key={parent.id}
              removeLabel={t("groups.remove_parent", { parent: parent.name })}
              refusal={refusal}
              onRemove={() => take(parent.name)}
            >
              {parent.name}
            </Chip>
          ))}
          <Pick
            label={t("groups.add_parent")}
            command="group.add_parent"
            options={(data?.groups ?? []).filter((other) => !taken.has(other.id)).map((other) => named(other.name))}
            onPick={put}
          />
        </Chips>
      </div>
      <div className={classes.line}>
        <span>{t("groups.contains")}</span>
        <Chips>
          {group.children.length === 0 && <span className="dim">{t("groups.no_children")}</span>}
          {group.children.map((child) => (
            <Tag key={child.id}>{child.name}</Tag>
          ))}
        </Chips>
      </div>
      <ErrorNote error={task.error} />
    </Section>
  );
}
