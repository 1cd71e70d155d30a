import { keyNames } from "./actions";
import classes from "./Kbd.module.css";

export function Kbd({ keys }: { keys: string }) {
  return <kbd className={classes.key}>{keyNames(keys)}</kbd>;
}
