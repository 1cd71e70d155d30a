import { SESSION_COLUMNS } from "@/features/sessions/columns";
import { sessionLanguage } from "@/features/sessions/filter";
import { SessionPane } from "@/features/sessions/SessionPane";
import { cli } from "@/shared/cli";
import { EmptyState } from "@/shared/EmptyState";
import { ErrorNote } from "@/shared/ErrorNote";
import { FilterBar } from "@/shared/FilterBar";
import { FilterCount } from "@/shared/FilterCount";
import { Grid } from "@/shared/grid/Grid";
import { useSortedRows } from "@/shared/grid/useSortedRows";
import { NothingFound } from "@/shared/NothingFound";
import { useNow } from "@/shared/now";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { useListFilter } from "@/shared/useListFilter";
import { t } from "@/texts";
import classes from "./List.module.css";
import { useOpen } from "./useOpen";

const FILTER = { place: "sessions", label: t("views.sessions.filter"), group: t("views.sessions.title") };
const BY_LAST_USE = { column: "seen", descending: true };

export function SessionsView() {
  const { open, setOpen, close } = useOpen("/sign-in");
  const { data, error } = useCommand("session.list", {});
  const { filter, bar, list, clear } = useListFilter(FILTER);
  const all = data?.sessions ?? [];
  const language = sessionLanguage(all, useNow());
  const found = language.narrow(all, filter);
  const { rows, sort, onSort } = useSortedRows("sessions", SESSION_COLUMNS, found, BY_LAST_USE);
  const session = all.find((candidate) => candidate.id === open);

  return (
    <Screen
      title={t("frame.item.sign_in")}
      cli={session ? cli("session", "list", "--user", session.login) : cli("session", "list")}
      bar={
        <>
          <FilterBar
            placeholder={t("views.sessions.filter_example")}
            help={language.help}
            language={language}
            {...bar}
          />
          <FilterCount found={data && found.length} of={data && all.length} />
        </>
      }
    >
      <Split
        list={
          <div ref={list} className={classes.list}>
            <ErrorNote error={error} />
            {data && all.length === 0 ? (
              <EmptyState title={t("views.sessions.none")}>{t("views.sessions.about")}</EmptyState>
            ) : data && found.length === 0 ? (
              <NothingFound filter={filter} onClear={clear} />
            ) : (
              <Grid
                label={t("views.sessions.title")}
                place="sessions"
                layout="sessions"
                columns={SESSION_COLUMNS}
                rowCount={rows.length}
                rowAt={(index) => rows[index]}
                sort={sort}
                onSort={onSort}
                idOf={(row) => row.id}
                nameOf={(row) => row.display_name}
                openId={open}
                onOpen={(row) => setOpen(row.id)}
              />
            )}
          </div>
        }
        pane={session ? <SessionPane key={session.id} session={session} onClose={close} /> : null}
        isUnlisted={session !== undefined && !found.includes(session)}
      />
    </Screen>
  );
}
