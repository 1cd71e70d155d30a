import type { UserRow } from "@/bindings/wire";
import type { GridColumn } from "@/shared/grid/column";
import { Moment } from "@/shared/Moment";
import { StateTags } from "./StateTags";

/** The ids of sortable columns are those of `UserColumn`. */
export const PEOPLE_COLUMNS: GridColumn<UserRow>[] = [
  { id: "name", title: "Name", width: "minmax(120px, 1.3fr)", isSortable: true, cell: (user) => user.display_name },
  {
    id: "login",
    title: "Login",
    width: "minmax(90px, 1fr)",
    isSortable: true,
    cell: (user) => <span className="mono dim">{user.login}</span>,
  },
  {
    id: "email",
    title: "E-mail",
    width: "minmax(120px, 1.3fr)",
    isSortable: true,
    isMinor: true,
    cell: (user) => <span className="dim">{user.email || "–"}</span>,
  },
  {
    id: "groups",
    title: "Groups",
    width: "minmax(110px, 1.4fr)",
    cell: (user) => <span className="dim">{user.groups.map((group) => group.name).join(", ") || "–"}</span>,
  },
  { id: "state", title: "Account", width: "minmax(116px, 0.7fr)", cell: (user) => <StateTags user={user} /> },
  {
    id: "last_sign_in",
    title: "Last sign-in",
    width: "92px",
    align: "end",
    isSortable: true,
    cell: (user) => (
      <span className="dim">
        <Moment at={user.last_sign_in_at} />
      </span>
    ),
  },
];
