import type { ReactNode } from "react";
import classes from "./Chip.module.css";

/** A row of chips that wraps, with the field that adds one at its end. */
export function Chips({ children }: { children: ReactNode }) {
  return <div className={classes.chips}>{children}</div>;
}
