import type { SessionRow } from "@/bindings/wire";
import { Moment } from "@/shared/Moment";
import { sessionWords } from "@/shared/session";
import classes from "./Overview.module.css";

const SHOWN_MAX = 6;

/** The people who were active last; the directory lists the most recent first. */
export function LastSeen({ sessions }: { sessions: SessionRow[] }) {
  return (
    <section aria-label="Recently active">
      <h2 className={classes.title}>Recently active</h2>
      <ul>
        {sessions.slice(0, SHOWN_MAX).map((session) => (
          <li key={session.id} className={classes.seen}>
            <span className="cut">
              <bdi>{session.display_name}</bdi> <span className="faint">· {sessionWords(session)}</span>
            </span>
            <span className="dim">
              <Moment at={session.last_seen_at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
