import { useNavigate } from "@tanstack/react-router";
import type { ClientRow } from "@/bindings/wire";
import { CLIENT_COLUMNS } from "@/features/clients/columns";
import { NewClientPane } from "@/features/clients/NewClientPane";
import { ActButton } from "@/shared/ActButton";
import { cli } from "@/shared/cli";
import { EmptyState } from "@/shared/EmptyState";
import { ErrorNote } from "@/shared/ErrorNote";
import { Grid } from "@/shared/grid/Grid";
import { useCommand } from "@/shared/query";
import { BarSpace, Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { useOpen } from "./useOpen";

export function ClientsView() {
  const { open, setOpen, close } = useOpen("/apps/all");
  const navigate = useNavigate();
  const { data, error } = useCommand("client.list", {});
  const clients = data?.clients ?? [];
  const show = (client: ClientRow) => void navigate({ to: "/apps/all/$client", params: { client: client.id } });
  const add = () => setOpen("new");
  const addButton = (
    <ActButton command="client.create" variant="filled" onClick={add}>
      Add app
    </ActButton>
  );
  function commandLine() {
    if (open === "new") return cli("client", "add", "NAME");
    return cli("client", "list");
  }

  return (
    <Screen
      title="Apps"
      cli={commandLine()}
      bar={
        <>
          <BarSpace />
          {clients.length > 0 && addButton}
        </>
      }
    >
      <Split
        list={
          <>
            <ErrorNote error={error} />
            {data && clients.length === 0 ? (
              <EmptyState title="No apps yet" action={addButton}>
                A local app is one of your own programs that accepts Portreeve's tokens. Add it and export its config:
                it can then verify tokens offline.
              </EmptyState>
            ) : (
              <Grid
                label="Apps"
                place="apps"
                columns={CLIENT_COLUMNS}
                rowCount={clients.length}
                rowAt={(index) => clients[index]}
                idOf={(client) => client.id}
                nameOf={(client) => client.name}
                onOpen={show}
              />
            )}
          </>
        }
        pane={open === "new" ? <NewClientPane onCreated={show} onClose={close} /> : null}
      />
    </Screen>
  );
}
