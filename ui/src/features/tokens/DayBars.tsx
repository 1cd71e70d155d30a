import type { TokenActivityDay } from "@/bindings/wire";
import { t } from "@/texts";
import classes from "./DayBars.module.css";
import { lastDays } from "./lastDays";

interface DayBarsProps {
  today: string;
  days: TokenActivityDay[];
}

/** A bar for each of the last days, today at the right. */
export function DayBars({ today, days }: DayBarsProps) {
  const bars = lastDays(today, days);
  const most = Math.max(...bars.map((bar) => bar.refreshed), 1);
  const sum = bars.reduce((total, bar) => total + bar.refreshed, 0);
  return (
    <div className={classes.bars} role="img" aria-label={t("apps.refreshes_lately", { count: sum, days: bars.length })}>
      {bars.map(({ day, refreshed }) => (
        <div key={day} className={classes.day} title={t("apps.refreshes_on", { day, count: refreshed })}>
          <div className={classes.bar} style={{ height: `${(refreshed / most) * 100}%` }} />
        </div>
      ))}
    </div>
  );
}
