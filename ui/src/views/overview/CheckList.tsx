import { ActButton } from "@/shared/ActButton";
import type { Check } from "./checks";
import classes from "./Overview.module.css";

/** What needs the person, each with the one act that settles it. */
export function CheckList({ title, checks }: { title: string; checks: Check[] }) {
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <ul>
        {checks.map((check) => (
          <li key={check.words} className={classes.check}>
            <span className={classes.dot} data-grave={check.isGrave} aria-hidden="true" />
            <span>{check.words}</span>
            <ActButton command={check.command} size="compact-sm" onClick={check.run}>
              {check.verb}
            </ActButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
