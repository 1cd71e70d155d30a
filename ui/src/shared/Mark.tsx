import classes from "./Mark.module.css";

/** The app's logo, as in icons/icon.svg: a gate whose arch is the bow of a key. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 512 512" aria-hidden="true">
      <rect width="512" height="512" rx="112" className={classes.ground} />
      <path
        className={classes.gate}
        fillRule="evenodd"
        d="M96 208a160 160 0 0 1 320 0v240h-64V293a128 128 0 0 1-192 0v155H96ZM256 128a80 80 0 0 0 0 160a80 80 0 0 0 0-160Z"
      />
      <path className={classes.gate} d="M224 320h64v32h32v32h-32v32h32v32h-96Z" />
    </svg>
  );
}
