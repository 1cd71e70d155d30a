import type { GroupRow } from "@/bindings/wire";
import { Chip } from "@/shared/Chip";
import { Chips } from "@/shared/Chips";
import { ErrorNote } from "@/shared/ErrorNote";
import { useRefusal } from "@/shared/me";
import { PersonPicker } from "@/shared/PersonPicker";
import { useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { useAct } from "@/shared/useAct";
import { t } from "@/texts";

/** People who can add others to the group without being in it. */
export function ManagersSection({ group }: { group: GroupRow }) {
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal()("group.remove_manager");

  function add(user: string) {
    task.run(async () => {
      await act(
        "group.add_manager",
        { group: group.id, user },
        t("groups.manager_added", { name: user, group: group.name }),
      );
    });
  }

  function remove(user: string) {
    task.run(async () => {
      await act(
        "group.remove_manager",
        { group: group.id, user },
        t("groups.manager_removed", { name: user, group: group.name }),
      );
    });
  }

  return (
    <Section title={t("groups.managers")}>
      <Chips>
        {group.managers.length === 0 && <span className="dim">{t("groups.no_managers")}</span>}
        {group.managers.map((manager) => (
          <Chip
            key={manager.id}
            removeLabel={t("groups.remove_manager", { name: manager.login })}
            refusal={refusal}
            onRemove={() => remove(manager.login)}
          >
            {manager.login}
          </Chip>
        ))}
        <PersonPicker label={t("groups.add_manager")} command="group.add_manager" onPick={add} />
      </Chips>
      <ErrorNote error={task.error} />
    </Section>
  );
}
