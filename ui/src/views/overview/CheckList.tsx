import { t } from "@/texts";
import { CheckAct } from "./CheckAct";
import type { Check } from "./checks";
import classes from "./Overview.module.css";

/** What needs the person, each line with the one act that settles it. */
export function CheckList({ checks }: { checks: Check[] }) {
  return (
    <section aria-label={t("overview.needs")}>
      <h2 className={classes.title}>{t("overview.needs_count", { count: checks.length })}</h2>
      <ul>
        {checks.map(({ words, isGrave, act }) => (
          <li key={words} className={classes.check}>
            <span className={classes.dot} data-grave={isGrave} aria-hidden="true" />
            <span>{words}</span>
            {act && <CheckAct act={act} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
