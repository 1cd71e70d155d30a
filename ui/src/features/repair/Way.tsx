import type { ReactNode } from "react";
import classes from "./Way.module.css";

interface WayProps {
  title: string;
  /** The button that goes this way. */
  action: ReactNode;
  children: ReactNode;
}

/** One way on, and what it will do. */
export function Way({ title, action, children }: WayProps) {
  return (
    <section className={classes.way} aria-label={title}>
      <div className={classes.words}>
        <h2>{title}</h2>
        <div className="dim">{children}</div>
      </div>
      {action}
    </section>
  );
}
