import { ActButton } from "@/shared/ActButton";
import type { Check } from "./checks";
import classes from "./Overview.module.css";

export function CheckList({ title, checks }: { title: string; checks: Check[] }) {
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <ul>
        {checks.map((check) => (
          <li key={check.words} className={classes.check}>
            <span className={classes.dot} data-met={check.isMet} aria-hidden="true" />
            <span className={check.isMet ? "dim" : undefined}>{check.words}</span>
            {!check.isMet && (
              <ActButton command={check.command} size="compact-sm" onClick={check.run}>
                {check.verb}
              </ActButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
