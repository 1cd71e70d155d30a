import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { SignInDay, SignInFacts } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { rememberPlace } from "@/shared/place";
import { dayOfYear } from "@/shared/time";
import classes from "./Overview.module.css";
import { SignInPlot } from "./SignInPlot";

/** Sign-ins and refused ones of thirty days: a plot, and the same as a table for those who do not see it. */
export function SignIns({ signIns: { days, is_cut } }: { signIns: SignInFacts }) {
  const [hovered, setHovered] = useState<number | null>(null);
  const day = hovered === null ? undefined : days[hovered];
  const { done, refused } = day ?? totals(days);
  return (
    <section aria-label="Sign-ins, 30 days" className={classes.signIns}>
      <div className={classes.head}>
        <h2 className={classes.title}>Sign-ins, 30 days</h2>
        {day && <span className="dim">{dayOfYear(day.day)}</span>}
        <span className={classes.legend}>
          <span className={classes.key} data-series="done" aria-hidden="true" />
          <span className="num">{figure(done)} signed in</span>
          <span className={classes.key} data-series="refused" aria-hidden="true" />
          <Link
            to="/activity/events"
            search={{}}
            className="num"
            onClick={() => rememberPlace("activity.filter", "command:session.sign_in is:refused since:30d")}
          >
            {figure(refused)} refused
          </Link>
        </span>
      </div>
      <SignInPlot days={days} onHover={setHovered} />
      {is_cut && <p className="dim">There are too many events to count them all: the oldest days lack some.</p>}
      <div className="unseen">
        <table>
          <caption>Sign-ins by day, in UTC</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Signed in</th>
              <th scope="col">Refused</th>
            </tr>
          </thead>
          <tbody>
            {days.map((row) => (
              <tr key={row.day}>
                <th scope="row">{dayOfYear(row.day)}</th>
                <td>{figure(row.done)}</td>
                <td>{figure(row.refused)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function totals(days: SignInDay[]): Omit<SignInDay, "day"> {
  let [done, refused] = [0, 0];
  for (const day of days) {
    done += day.done;
    refused += day.refused;
  }
  return { done, refused };
}
