import { type Reported, report } from "./reports";
import { toast } from "./toast";

/** Says what was done: in a toast at once, in a report after long work. */
export function tell(done: Reported, isLong: boolean) {
  if (isLong) report(done);
  else toast(done.title, done.undo);
}
