import type { ReactNode } from "react";
import { t } from "@/texts";
import classes from "./Split.module.css";

interface SplitProps {
  list: ReactNode;
  pane: ReactNode | null;
  isWide?: boolean;
  /** Whether the pane shows something that the list has, but not at present: the filter leaves it out. */
  isUnlisted?: boolean;
}

/** A list, and the pane beside it while something is open. In a narrow window the pane covers the list. */
export function Split({ list, pane, isWide, isUnlisted }: SplitProps) {
  return (
    <div className={classes.split} data-open={pane !== null} data-wide={isWide}>
      <div className={classes.list}>{list}</div>
      {pane && (
        <div className={classes.side}>
          {isUnlisted && (
            <p role="status" className={classes.unlisted}>
              {t("shared.not_in_list")}
            </p>
          )}
          {pane}
        </div>
      )}
    </div>
  );
}
