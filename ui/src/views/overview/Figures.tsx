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

/** Counts that stand nowhere else; each leads to the list that it counts. */
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
  const goSignIn = () => void navigate({ to: "/sign-in" });
  const figures = [
    { term: "Active", amount: directory.active_users, run: people("is:active") },
    { term: "Superusers", amount: directory.superusers, run: people("is:active is:superuser") },
    { term: "Disabled", amount: disabled?.matched, run: people("is:disabled") },
    { term: "Deleted (can be restored)", amount: deleted?.matched, run: people("is:deleted") },
    { term: "Sessions", amount: windows, run: goSignIn },
    { term: "Refresh tokens", amount: families, run: goSignIn },
  ];
  return (
    <section aria-label="Totals">
      <h2 className={classes.title}>Totals</h2>
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
