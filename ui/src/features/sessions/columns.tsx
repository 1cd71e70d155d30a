import type { SessionRow } from "@/bindings/wire";
import type { GridColumn } from "@/shared/grid/column";
import { Moment } from "@/shared/Moment";
import { sessionWords } from "@/shared/session";

export const SESSION_COLUMNS: GridColumn<SessionRow>[] = [
  { id: "person", title: "Person", width: "minmax(120px, 1.2fr)", cell: (session) => session.display_name },
  {
    id: "login",
    title: "Login",
    width: "minmax(90px, 0.9fr)",
    isMinor: true,
    cell: (session) => <span className="mono dim">{session.login}</span>,
  },
  { id: "what", title: "Where", width: "minmax(140px, 1.4fr)", cell: sessionWords },
  {
    id: "issued",
    title: "Began",
    width: "80px",
    align: "end",
    isMinor: true,
    cell: (s) => <Moment at={s.issued_at} />,
  },
  { id: "seen", title: "Last used", width: "80px", align: "end", cell: (s) => <Moment at={s.last_seen_at} /> },
  { id: "ends", title: "Ends", width: "80px", align: "end", cell: (session) => <Moment at={session.expires_at} /> },
];
