import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import type { UserColumn } from "@/bindings/wire";
import { onTerm } from "@/features/activity/filter";
import { ImportPane } from "@/features/import/ImportPane";
import { BulkBar } from "@/features/people/BulkBar";
import { PEOPLE_COLUMNS } from "@/features/people/columns";
import { FilterTabs } from "@/features/people/FilterTabs";
import { MatchCount } from "@/features/people/MatchCount";
import { NewPersonPane } from "@/features/people/NewPersonPane";
import { PersonPane } from "@/features/people/PersonPane";
import { useMarks } from "@/features/people/useMarks";
import { ActButton } from "@/shared/ActButton";
import { useActions } from "@/shared/actions";
import { cli } from "@/shared/cli";
import { EmptyState } from "@/shared/EmptyState";
import { ErrorNote } from "@/shared/ErrorNote";
import { FilterBar } from "@/shared/FilterBar";
import { completeFilter, FILTER_HELP, finishedTerms, isKnownTerm } from "@/shared/filter";
import { Grid } from "@/shared/grid/Grid";
import { useRefusal } from "@/shared/me";
import { rememberPlace, usePlace } from "@/shared/place";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { useRowWindow } from "@/shared/useRowWindow";
import { NextStep } from "./NextStep";
import classes from "./PeopleView.module.css";
import { useOpen } from "./useOpen";

const BY_NAME: { column: UserColumn; descending: boolean } = { column: "name", descending: false };

export function PeopleView() {
  const { open, setOpen, close } = useOpen("/people");
  const navigate = useNavigate();
  const refusal = useRefusal();
  const [filter, setFilter] = usePlace("people.filter", "");
  const [sort, setSort] = usePlace("people.sort", BY_NAME);
  const { data: groups } = useCommand("group.list", {}, refusal("group.list") === null);
  const groupNames = (groups?.groups ?? []).map((group) => group.name);
  const question = {
    filter: finishedTerms(filter, groupNames),
    sort: sort.column,
    descending: sort.descending,
  };
  const people = useRowWindow(question);
  const { marks, selection, clear } = useMarks(question, people.head?.matched ?? 0);
  const { data: person } = useCommand("user.show", { user: open ?? "" }, isPerson(open));
  const filterInput = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const add = () => setOpen("new");
  useActions([
    {
      id: "people.filter",
      label: "Filter people",
      group: "People",
      keys: "/",
      run: () => {
        filterInput.current?.focus();
        filterInput.current?.select();
      },
    },
  ]);

  return (
    <Screen
      title="People"
      cli={commandLine()}
      bar={
        <>
          <FilterBar
            label="Filter people"
            placeholder="Filter: a name, is:…, group:…, last_sign_in:…"
            help={FILTER_HELP}
            language={{
              complete: (text, caret) => completeFilter(text, caret, groupNames),
              knows: isKnownTerm,
            }}
            filter={filter}
            inputRef={filterInput}
            onChange={setFilter}
            onLeave={() => list.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()}
          />
          <ActButton command="user.create" variant="filled" onClick={add}>
            Add person
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
        <MatchCount head={people.head} />
      </div>
      <NextStep />
      <Split
        list={
          <div ref={list} className={classes.list}>
            <ErrorNote error={people.error} />
            {people.head?.matched === 0 ? (
              <EmptyState title="Nobody matches">
                The filter <span className="mono">{question.filter || "(none)"}</span> finds nobody. Press Esc in the
                filter to leave it, or choose Everyone.
              </EmptyState>
            ) : (
              <Grid
                label="People"
                place="people"
                columns={PEOPLE_COLUMNS}
                rowCount={people.head?.matched ?? 0}
                rowAt={people.rowAt}
                idOf={(user) => user.id}
                nameOf={(user) => user.display_name}
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
      />
    </Screen>
  );

  function commandLine() {
    if (open === "new") return cli("user", "add", "LOGIN");
    if (open === "import") return cli("import", "django", "FILE");
    if (person) return cli("user", "show", person.user.login);
    return cli("user", "list", ...(question.filter === "" ? [] : ["--filter", question.filter]));
  }

  function pane() {
    if (open === "new") return <NewPersonPane onCreated={(user) => setOpen(user.id)} onClose={close} />;
    if (open === "import") return <ImportPane onClose={close} />;
    return isPerson(open) ? (
      <PersonPane
        key={open}
        id={open}
        onShowEvent={(event) => void navigate({ to: "/activity", search: { open: String(event) } })}
        onShowActivity={(login) => {
          rememberPlace("activity.filter", onTerm(login));
          void navigate({ to: "/activity" });
        }}
        onClose={close}
      />
    ) : null;
  }
}

function isPerson(open: string | undefined): open is string {
  return open !== undefined && open !== "new" && open !== "import";
}
