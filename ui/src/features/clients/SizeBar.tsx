import { figure } from "@/shared/count";
import classes from "./SizeBar.module.css";

/** The limits of browsers for one cookie, and of web servers for one header line. */
const COOKIE_BYTES = 4096;
const HEADER_BYTES = 8192;

export function SizeBar({ bytes }: { bytes: number }) {
  const isTooLarge = bytes > COOKIE_BYTES;
  return (
    <div className={classes.size}>
      {/* biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be drawn alike in WebKit and Chromium */}
      <div
        role="meter"
        aria-label="Size of the token"
        aria-valuemin={0}
        aria-valuemax={HEADER_BYTES}
        aria-valuenow={bytes}
        aria-valuetext={`${figure(bytes)} bytes`}
        className={classes.track}
      >
        <div
          className={classes.fill}
          data-large={isTooLarge}
          style={{ width: `${Math.min(100, (bytes / HEADER_BYTES) * 100)}%` }}
        />
      </div>
      <div className={`${classes.legend} num`}>
        <span>{figure(bytes)} bytes</span>
        <span className="faint">4 KB cookie</span>
        <span className="faint">8 KB header</span>
      </div>
    </div>
  );
}
