import { t } from "@/texts";
import { locale } from "@/texts/language";
import { figure } from "./count";
import classes from "./FilterCount.module.css";

const TENTHS = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

interface FilterCountProps {
  /** How many are shown; `undefined` while nobody knows. */
  found: number | undefined;
  of: number | undefined;
  /** Whether there are more that the filter finds. */
  hasMore?: boolean;
  /** How long the search took, in microseconds. */
  took?: number;
}

/** "12 of 1,204 · 0.4 ms", also for screen readers: beside the filter on every screen. */
export function FilterCount({ found, of, hasMore, took }: FilterCountProps) {
  return (
    <p role="status" className={`${classes.count} num`}>
      {found !== undefined && of !== undefined && (
        <>
          {t("common.found_of", { found: `${figure(found)}${hasMore ? "+" : ""}`, all: figure(of) })}
          {took !== undefined && (
            <span aria-hidden="true" className={classes.took}>
              {t("shared.filter.took", { took: TENTHS.format(Math.max(took / 1000, 0.1)) })}
            </span>
          )}
        </>
      )}
    </p>
  );
}
