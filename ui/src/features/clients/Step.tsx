import type { ReactNode } from "react";
import classes from "./Step.module.css";

interface StepProps {
  number: number;
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** One of the three steps of a local app's page. */
export function Step({ number, title, aside, children }: StepProps) {
  return (
    <section className={classes.step} aria-label={title}>
      <header className={classes.head}>
        <span className={`${classes.number} num`} aria-hidden="true">
          {number}
        </span>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** A labelled line of a step. */
export function StepField({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.field}>
      <span className={classes.label}>{label}</span>
      {children}
    </div>
  );
}
