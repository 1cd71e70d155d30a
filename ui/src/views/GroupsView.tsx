import { useMemo } from "react";
import { GROUP_COLUMNS } from "@/features/groups/columns";
import { groupLanguage } from "@/features/groups/filter";
import { GroupPane } from "@/features/groups/GroupPane";
import { NewGroupPane } from "@/features/groups/NewGroupPane";
import { ActButton } from "@/shared/ActButton";
import { cli } from "@/shared/cli";
import { EmptyState } from "@/shared/EmptyState";
import { ErrorNote } from "@/shared/ErrorNote";
import { FilterBar } from "@/shared/FilterBar";
import { FilterCount } from "@/shared/FilterCount";
import { Grid } from "@/shared/grid/Grid";
import { useSortedRows } from "@/shared/grid/useSortedRows";
import { NothingFound } from "@/shared/NothingFound";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { useListFilter } from "@/shared/useListFilter";
import { t } from "@/texts";
import lists from "./List.module.css";
import { useOpen } from "./useOpen";

const FILTER = { place: "groups", label: t("views.groups.filter"), group: t("views.groups.title") };
const BY_NAME = { column: "name", descending: false };
const NONE: never[] = [];

export function GroupsView() {
  const { open, setOpen, close } = useOpen("/groups");
  const { data, error } = useCommand("group.list", {});
  const groups = data?.groups ?? NONE;
  const { filter, bar, list, clear } = useListFilter(FILTER);
  const language = useMemo(() => groupLanguage(groups), [groups]);
  const found = useMemo(() => language.narrow(groups, filter), [language, groups, filter]);
  const { rows, sort, onSort } = useSortedRows("groups", GROUP_COLUMNS, found, BY_NAME);
  const group = groups.find((candidate) => candidate.id === open);
  const add = () => setOpen("new");

  const addButton = (
    <ActButton command="group.create" variant="filled" onClick={add}>
      {t("views.groups.add")}
    </ActButton>
  );
  function commandLine() {
    if (open === "new") return cli("group", "add", "NAME");
    return group ? cli("group", "show", group.name) : cli("group", "list");
  }

  return (
    <Screen
      title={t("views.groups.title")}
      cli={commandLine()}
      bar={
        <>
          <FilterBar placeholder={t("views.groups.filter_example")} help={language.help} language={language} {...bar} />
          <FilterCount found={data && found.length} of={data && groups.length} />
          {groups.length > 0 && addButton}
        </>
      }
    >
      <Split
        isWide={group !== undefined}
        isUnlisted={group !== undefined && !found.includes(group)}
        list={
          <div ref={list} className={lists.list}>
            <ErrorNote error={error} />
            {data && groups.length === 0 ? (
              <EmptyState title={t("views.groups.none")} action={addButton}>
                {t("views.groups.about")}
              </EmptyState>
            ) : data && rows.length === 0 ? (
              <NothingFound filter={filter} onClear={clear} />
            ) : (
              <Grid
                label={t("views.groups.title")}
                place="groups"
                layout="groups"
                columns={GROUP_COLUMNS}
                rowCount={rows.length}
                rowAt={(index) => rows[index]}
                sort={sort}
                onSort={onSort}
                idOf={(row) => row.id}
                nameOf={(row) => row.name}
                openId={open}
                onOpen={(row) => setOpen(row.id)}
              />
            )}
          </div>
        }
        pane={
          open === "new" ? (
            <NewGroupPane onCreated={(created) => setOpen(created.id)} onClose={close} />
          ) : group ? (
            <GroupPane key={group.id} group={group} onClose={close} />
          ) : null
        }
      />
    </Screen>
  );
}
