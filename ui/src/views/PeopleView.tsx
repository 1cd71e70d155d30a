import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { UserColumn, UserRow } from "@/bindings/wire";
import { onTerm } from "@/features/activity/filter";
import { BulkBar } from "@/features/people/BulkBar";
import { PEOPLE_COLUMNS } from "@/features/people/columns";
import { ExportPane } from "@/features/people/ExportPane";
import { FilterTabs, tabOf } from "@/features/people/FilterTabs";
import { NewPersonPane } from "@/features/people/NewPersonPane";
import { PersonPane } from "@/features/people/PersonPane";
import { useIsListed } from "@/features/people/useIsListed";
import { useMarks } from "@/features/people/useMarks";
import { ActButton } from "@/shared/ActButton";
import { useActions } from "@/shared/actions";
import { BarAct } from "@/shared/BarAct";
import { cli } from "@/shared/cli";
import { ErrorNote } from "@/shared/ErrorNote";
import { FilterBar } from "@/shared/FilterBar";
import { FilterCount } from "@/shared/FilterCount";
import { knownTerms } from "@/shared/filter";
import { Grid } from "@/shared/grid/Grid";
import { useRefusal } from "@/shared/me";
import { NothingFound } from "@/shared/NothingFound";
import { FILTER_HELP, peopleLanguage } from "@/shared/peopleFilter";
import { rememberPlace, usePlace } from "@/shared/place";
import { usePreferences } from "@/shared/preferences";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { useListFilter } from "@/shared/useListFilter";
import { useRowWindow } from "@/shared/useRowWindow";
import { t } from "@/texts";
import lists from "./List.module.css";
import { NextStep } from "./NextStep";
import classes from "./PeopleView.module.css";
import { useOpen } from "./useOpen";

const FILTER = { place: "people", label: t("views.people.filter"), group: t("views.people.title") };
const BY_NAME: { column: UserColumn; descending: boolean } = { column: "name", descending: false };

export function PeopleView() {
  const { open, setOpen, close } = useOpen("/people");
  const navigate = useNavigate();
  const refusal = useRefusal();
  const { filter, setFilter, bar, list, clear: clearFilter } = useListFilter(FILTER);
  const [sort, setSort] = usePlace("people.sort", BY_NAME);
  const { data: groups } = useCommand("group.list", {}, refusal("group.list") === null);
  const language = useMemo(() => peopleLanguage(groups?.groups.map((group) => group.name) ?? null), [groups]);
  const groupNames = (groups?.groups ?? []).map((group) => group.name);
  const question = {
    filter: knownTerms(filter, language),
    sort: sort.column,
    descending: sort.descending,
  };
  const people = useRowWindow(question);
  const { marks, selection, clear } = useMarks(question, people.head?.matched ?? 0);
  const { savedFilters } = usePreferences();
  const { data: person } = useCommand("user.show", { user: open ?? "" }, isPerson(open));
  const isListed = useIsListed(isPerson(open) ? person?.user : undefined, question.filter);

  const add = () => setOpen("new");
  const [exportPath, setExportPath] = usePlace("people.export", "");
  useActions([
    {
      id: "people.export",
      label: t("views.people.export_people"),
      group: t("views.people.title"),
      refusal: refusal("user.export"),
      run: () => setOpen("export"),
    },
  ]);
  return (
    <Screen
      title={t("views.people.title")}
      cli={commandLine()}
      bar={
        <>
          <FilterBar placeholder={t("views.people.filter_example")} help={FILTER_HELP} language={language} {...bar} />
          <FilterCount found={people.head?.matched} of={people.head?.total} took={people.head?.took_us} />
          <BarAct command="user.export" Icon={IconUpload} onClick={() => setOpen("export")}>
            {t("views.people.export")}
          </BarAct>
          <BarAct command="import.people" Icon={IconDownload} onClick={() => void navigate({ to: "/data/import" })}>
            {t("views.people.import")}
          </BarAct>
          <ActButton command="user.create" variant="filled" onClick={add}>
            {t("views.people.add")}
          </ActButton>
        </>
      }
    >
      <div className={classes.tabs}>
        {selection.size > 0 ? (
          <BulkBar selection={selection} groupNames={groupNames} onClear={clear} />
        ) : (
          <FilterTabs filter={filter} onChange={setFilter} />
        )}
      </div>
      <NextStep />
      <Split
        list={
          <div ref={list} className={lists.list}>
            <ErrorNote error={people.error} />
            {people.head?.matched === 0 ? (
              <NothingFound filter={question.filter} onClear={clearFilter} />
            ) : (
              <Grid
                label={t("views.people.title")}
                place="people"
                layout={`people ${tabOf(filter, savedFilters) ?? ""}`.trim()}
                columns={PEOPLE_COLUMNS}
                rowCount={people.head?.matched ?? 0}
                rowAt={people.rowAt}
                idOf={(user) => user.id}
                nameOf={(user) => user.display_name}
                isPale={isOutOfUse}
                openId={open}
                onOpen={(user) => setOpen(user.id)}
                marks={marks}
                sort={sort}
                onSort={({ column, descending }) => setSort({ column: column as UserColumn, descending })}
                onRange={people.onRange}
              />
            )}
          </div>
        }
        pane={pane()}
        isUnlisted={!isListed}
      />
    </Screen>
  );

  function commandLine() {
    if (open === "new") return cli("user", "add", "LOGIN");
    const narrowed = question.filter === "" ? [] : ["--filter", question.filter];
    if (open === "export") return cli("user", "export", "--out", exportPath || "PATH", ...narrowed);
    if (person) return cli("user", "show", person.user.login);
    return cli("user", "list", ...narrowed);
  }

  function pane() {
    if (open === "new") return <NewPersonPane onCreated={(user) => setOpen(user.id)} onClose={close} />;
    if (open === "export") {
      return <ExportPane question={question} path={exportPath} onPath={setExportPath} onClose={close} />;
    }
    return isPerson(open) ? (
      <PersonPane
        key={open}
        id={open}
        onShowEvent={(event) => void navigate({ to: "/activity/events", search: { open: String(event) } })}
        onShowActivity={(login) => {
          rememberPlace("activity.filter", onTerm(login));
          void navigate({ to: "/activity/events" });
        }}
        onClose={close}
      />
    ) : null;
  }
}

/** What can be open beside the list and is nobody. */
const PANES = ["new", "export"];

/** Whether nobody can sign in to the account. */
function isOutOfUse(user: UserRow): boolean {
  return user.state !== "active";
}

function isPerson(open: string | undefined): open is string {
  return open !== undefined && !PANES.includes(open);
}
