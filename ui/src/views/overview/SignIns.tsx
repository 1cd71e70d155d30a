import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { SignInDay, SignInFacts } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { rememberPlace } from "@/shared/place";
import { dayOfYear } from "@/shared/time";
import { t } from "@/texts";
import classes from "./Overview.module.css";
import { SignInPlot } from "./SignInPlot";

/** Sign-ins and refused ones of thirty days: a plot, and the same as a table for those who do not see it. */
export function SignIns({ signIns: { days, is_cut } }: { signIns: SignInFacts }) {
  const [hovered, setHovered] = useState<number | null>(null);
  const day = hovered === null ? undefined : days[hovered];
  const { done, refused } = day ?? totals(days);
  return (
    <section aria-label={t("overview.sign_ins")} className={classes.signIns}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t("overview.sign_ins")}</h2>
        {day && <span className="dim">{dayOfYear(day.day)}</span>}
        <span className={classes.legend}>
          <span className={classes.key} data-series="done" aria-hidden="true" />
          <span className="num">{t("overview.signed_in", { amount: figure(done) })}</span>
          <span className={classes.key} data-series="refused" aria-hidden="true" />
          <Link
            to="/activity/events"
            search={{}}
            className="num"
            onClick={() => rememberPlace("activity.filter", "command:session.sign_in is:refused since:30d")}
          >
            {t("overview.refused", { amount: figure(refused) })}
          </Link>
        </span>
      </div>
      <SignInPlot days={days} onHover={setHovered} />
      {is_cut && <p className="dim">{t("overview.sign_ins_cut")}</p>}
      <div className="unseen">
        <table>
          <caption>{t("overview.by_day")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("overview.day")}</th>
              <th scope="col">{t("overview.head_signed_in")}</th>
              <th scope="col">{t("overview.head_refused")}</th>
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
