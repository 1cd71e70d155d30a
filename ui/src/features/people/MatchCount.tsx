import type { UserListResponse } from "@/bindings/wire";
import { figure } from "@/shared/count";
import classes from "./MatchCount.module.css";

/** "12 of 1,204 · 0.4 ms", also for screen readers. */
export function MatchCount({ head }: { head: UserListResponse | null }) {
  return (
    <p role="status" className={`${classes.count} num`}>
      {head && (
        <>
          {figure(head.matched)} of {figure(head.total)}
          <span aria-hidden="true"> · {Math.max(head.took_us / 1000, 0.1).toFixed(1)} ms</span>
        </>
      )}
    </p>
  );
}
