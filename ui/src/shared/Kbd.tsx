import classes from "./Kbd.module.css";
import { keyNames } from "./keys";

export function Kbd({ keys }: { keys: string }) {
  return <kbd className={classes.key}>{keyNames(keys)}</kbd>;
}
