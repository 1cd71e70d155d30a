import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import type { TokenInspectResponse } from "@/bindings/wire";
import { roughly } from "@/shared/time";
import classes from "./Verdict.module.css";

/** Whether an app with a current config would accept the token. */
export function Verdict({ verdict }: { verdict: TokenInspectResponse }) {
  const about = [verdict.client && `for ${verdict.client}`, verdict.user && `about ${verdict.user}`].filter(Boolean);
  return (
    <div role="status" className={classes.verdict} data-valid={verdict.is_valid}>
      {verdict.is_valid ? <IconCircleCheck size={16} aria-hidden /> : <IconCircleX size={16} aria-hidden />}
      <div>
        <strong>{verdict.is_valid ? "Accepted" : "Refused"}</strong>
        {about.length > 0 && <span> · a token {about.join(", ")}</span>}
        <ul>
          {verdict.clock_behind_secs && (
            <li>
              This computer's clock is {roughly(verdict.clock_behind_secs)} behind: apps here refuse it until the clock
              has caught up
            </li>
          )}
          {verdict.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
