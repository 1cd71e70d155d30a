import type { ClientRow } from "@/bindings/wire";
import type { GridColumn } from "@/shared/grid/column";
import { Moment } from "@/shared/Moment";
import { duration } from "@/shared/time";

export const CLIENT_COLUMNS: GridColumn<ClientRow>[] = [
  { id: "name", title: "Name", width: "minmax(120px, 1fr)", cell: (client) => client.name },
  {
    id: "audience",
    title: "Audience",
    width: "minmax(120px, 1fr)",
    cell: (client) => <span className="mono dim">{client.audience}</span>,
  },
  {
    id: "algorithm",
    title: "Signed with",
    width: "88px",
    cell: (client) => <span className="mono">{client.algorithm}</span>,
  },
  {
    id: "access",
    title: "Access token",
    width: "96px",
    align: "end",
    isMinor: true,
    cell: (client) => <span className="num">{duration(client.access_secs)}</span>,
  },
  {
    id: "refresh",
    title: "Refresh token",
    width: "96px",
    align: "end",
    isMinor: true,
    cell: (client) => <span className="num">{duration(client.refresh_secs)}</span>,
  },
  { id: "created", title: "Added", width: "88px", align: "end", cell: (client) => <Moment at={client.created_at} /> },
];
