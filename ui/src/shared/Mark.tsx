import classes from "./Mark.module.css";

/** The app's sign: a gate with a key's bow for its arch. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <rect width="20" height="20" rx="5" className={classes.ground} />
      <path d="M5.5 15.5V9.25a4.5 4.5 0 0 1 9 0v6.25" className={classes.gate} />
      <path d="M10 8.75v6.75M10 12.5h2" className={classes.gate} />
    </svg>
  );
}
