import { t } from "@/texts";
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
        aria-label={t("apps.token_size")}
        aria-valuemin={0}
        aria-valuemax={HEADER_BYTES}
        aria-valuenow={bytes}
        aria-valuetext={t("apps.bytes", { count: bytes })}
        className={classes.track}
      >
        <div
          className={classes.fill}
          data-large={isTooLarge}
          style={{ width: `${Math.min(100, (bytes / HEADER_BYTES) * 100)}%` }}
        />
      </div>
      <div className={`${classes.legend} num`}>
        <span>{t("apps.bytes", { count: bytes })}</span>
        <span className="faint">{t("apps.cookie_limit")}</span>
        <span className="faint">{t("apps.header_limit")}</span>
      </div>
    </div>
  );
}
