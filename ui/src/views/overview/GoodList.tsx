import { IconCheck } from "@tabler/icons-react";
import type { Check } from "./checks";
import classes from "./Overview.module.css";

/** What is as it should be: there to be seen, not to be read each time. */
export function GoodList({ checks }: { checks: Check[] }) {
  return (
    <section aria-label="All good">
      <h2 className={classes.title}>All good</h2>
      <ul className={classes.good}>
        {checks.map(({ words }) => (
          <li key={words}>
            <IconCheck size={14} aria-hidden />
            {words}
          </li>
        ))}
      </ul>
    </section>
  );
}
