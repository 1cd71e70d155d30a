import type { ReactNode } from "react";
import classes from "./EmptyState.module.css";

/** Says what an empty list is for, with the one button that fills it. */
export function EmptyState({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}
