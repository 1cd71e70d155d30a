import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ClientRow } from "@/bindings/wire";
import { CLIENT_COLUMNS } from "@/features/clients/columns";
import { InspectPane } from "@/features/clients/InspectPane";
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
  const { open, setOpen, close } = useOpen("/apps");
  const navigate = useNavigate();
  const { data, error } = useCommand("client.list", {});
  const clients = data?.clients ?? [];
  const show = (client: ClientRow) => void navigate({ to: "/apps/$client", params: { client: client.id } });
  const add = () => setOpen("new");
  const addButton = (
    <ActButton command="client.create" variant="filled" onClick={add}>
      Add local app
    </ActButton>
  );
  function commandLine() {
    if (open === "new") return cli("client", "add", "NAME");
    return open === "inspect" ? cli("token", "inspect") : cli("client", "list");
  }

  return (
    <Screen
      title="Local apps"
      cli={commandLine()}
      bar={
        <>
          <BarSpace />
          <Button onClick={() => setOpen("inspect")}>Inspect a token</Button>
          {clients.length > 0 && addButton}
        </>
      }
    >
      <Split
        list={
          <>
            <ErrorNote error={error} />
            {data && clients.length === 0 ? (
              <EmptyState title="No local apps yet" action={addButton}>
                A local app is one of your own programs that accepts Portreeve's tokens. Add it and export its config:
                it can then verify tokens offline.
              </EmptyState>
            ) : (
              <Grid
                label="Local apps"
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
        pane={
          open === "new" ? (
            <NewClientPane onCreated={show} onClose={close} />
          ) : open === "inspect" ? (
            <InspectPane onClose={close} />
          ) : null
        }
      />
    </Screen>
  );
}
