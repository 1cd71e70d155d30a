import type { ReactNode } from "react";
import classes from "./Split.module.css";

/** A list, and the pane beside it while something is open. In a narrow window the pane covers the list. */
export function Split({ list, pane, isWide }: { list: ReactNode; pane: ReactNode | null; isWide?: boolean }) {
  return (
    <div className={classes.split} data-open={pane !== null} data-wide={isWide}>
      <div className={classes.list}>{list}</div>
      {pane}
    </div>
  );
}
