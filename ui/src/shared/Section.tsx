import type { ReactNode } from "react";
import classes from "./Section.module.css";

/** A titled part of a pane, with room for one action beside the title. */
export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <header className={classes.head}>
        <h3>{title}</h3>
        {action}
      </header>
      {children}
    </section>
  );
}
