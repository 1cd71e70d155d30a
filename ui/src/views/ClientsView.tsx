import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { ClientRow } from "@/bindings/wire";
import { CLIENT_COLUMNS } from "@/features/clients/columns";
import { clientLanguage } from "@/features/clients/filter";
import { NewClientPane } from "@/features/clients/NewClientPane";
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

const FILTER = { place: "apps", label: t("views.clients.filter"), group: t("views.clients.local") };
const BY_NAME = { column: "name", descending: false };
const NONE: never[] = [];

export function ClientsView() {
  const { open, setOpen, close } = useOpen("/apps/all");
  const navigate = useNavigate();
  const { data, error } = useCommand("client.list", {});
  const clients = data?.clients ?? NONE;
  const { filter, bar, list, clear } = useListFilter(FILTER);
  const language = useMemo(() => clientLanguage(clients), [clients]);
  const found = useMemo(() => language.narrow(clients, filter), [language, clients, filter]);
  const { rows, sort, onSort } = useSortedRows("apps", CLIENT_COLUMNS, found, BY_NAME);
  const show = (client: ClientRow) => void navigate({ to: "/apps/all/$client", params: { client: client.id } });
  const add = () => setOpen("new");
  const addButton = (
    <ActButton command="client.create" variant="filled" onClick={add}>
      {t("views.clients.add")}
    </ActButton>
  );
  function commandLine() {
    if (open === "new") return cli("client", "add", "NAME");
    return cli("client", "list");
  }

  return (
    <Screen
      title={t("views.clients.title")}
      cli={commandLine()}
      bar={
        <>
          <FilterBar
            placeholder={t("views.clients.filter_example")}
            help={language.help}
            language={language}
            {...bar}
          />
          <FilterCount found={data && found.length} of={data && clients.length} />
          {clients.length > 0 && addButton}
        </>
      }
    >
      <Split
        list={
          <div ref={list} className={lists.list}>
            <ErrorNote error={error} />
            {data && clients.length === 0 ? (
              <EmptyState title={t("views.clients.none")} action={addButton}>
                {t("views.clients.about")}
              </EmptyState>
            ) : data && rows.length === 0 ? (
              <NothingFound filter={filter} onClear={clear} />
            ) : (
              <Grid
                label={t("views.clients.title")}
                place="apps"
                layout="apps"
                columns={CLIENT_COLUMNS}
                rowCount={rows.length}
                rowAt={(index) => rows[index]}
                sort={sort}
                onSort={onSort}
                idOf={(client) => client.id}
                nameOf={(client) => client.name}
                onOpen={show}
              />
            )}
          </div>
        }
        pane={open === "new" ? <NewClientPane onCreated={show} onClose={close} /> : null}
      />
    </Screen>
  );
}
