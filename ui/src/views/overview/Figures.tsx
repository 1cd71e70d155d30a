import { useNavigate } from "@tanstack/react-router";
import type { DirectoryResponse, SessionRow } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { useRefusal } from "@/shared/me";
import { rememberPlace } from "@/shared/place";
import { useCommand } from "@/shared/query";
import classes from "./Overview.module.css";

/** A request for the count only. */
const COUNT_ONLY = { sort: "login", descending: false, page: { offset: 0, limit: 1 } } as const;

interface FiguresProps {
  directory: DirectoryResponse;
  sessions: SessionRow[] | undefined;
}

/** Counts; each leads to the list that it counts. */
export function Figures({ directory, sessions }: FiguresProps) {
  const navigate = useNavigate();
  const seesPeople = useRefusal()("user.list") === null;
  const { data: disabled } = useCommand("user.list", { filter: "is:disabled", ...COUNT_ONLY }, seesPeople);
  const { data: deleted } = useCommand("user.list", { filter: "is:deleted", ...COUNT_ONLY }, seesPeople);
  const families = sessions?.filter((session) => session.kind === "token_family").length;
  const windows = sessions && sessions.length - (families ?? 0);

  const people = (filter: string) => () => {
    rememberPlace("people.filter", filter);
    void navigate({ to: "/people" });
  };
  const go = (to: "/groups" | "/apps" | "/sessions") => () => void navigate({ to });
  const figures = [
    { term: "People", amount: directory.users, run: people("") },
    { term: "Active", amount: directory.active_users, run: people("is:active") },
    { term: "Superusers", amount: directory.superusers, run: people("is:active is:superuser") },
    { term: "Disabled", amount: disabled?.matched, run: people("is:disabled") },
    { term: "Deleted, restorable", amount: deleted?.matched, run: people("is:deleted") },
    { term: "Groups", amount: directory.groups, run: go("/groups") },
    { term: "Local apps", amount: directory.clients, run: go("/apps") },
    { term: "Signed-in sessions", amount: windows, run: go("/sessions") },
    { term: "Refresh-token families", amount: families, run: go("/sessions") },
  ];
  return (
    <section aria-label="In figures">
      <h2 className={classes.title}>In figures</h2>
      <ul>
        {figures.map(({ term, amount, run }) => (
          <li key={term}>
            <button type="button" className={classes.figure} onClick={run}>
              <span className="dim">{term}</span>
              <span className="num">{amount === undefined ? "–" : figure(amount)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
