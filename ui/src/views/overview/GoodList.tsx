import { IconCheck, IconClock } from "@tabler/icons-react";
import { CheckAct } from "./CheckAct";
import type { Check } from "./checks";
import classes from "./Overview.module.css";

interface GoodListProps {
  title: string;
  checks: Check[];
}

/** What is as it should be, or will be: there to be seen, not to be read each time. */
export function GoodList({ title, checks }: GoodListProps) {
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <ul>
        {checks.map(({ words, standing, act }) => (
          <li key={words} className={classes.good} data-standing={standing}>
            {standing === "good" ? <IconCheck size={14} aria-hidden /> : <IconClock size={14} aria-hidden />}
            <span>{words}</span>
            {standing === "waits" && act && <CheckAct act={act} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
