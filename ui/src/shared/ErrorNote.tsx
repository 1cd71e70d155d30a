import { IconAlertTriangle } from "@tabler/icons-react";
import { ERRORS } from "@/bindings/errors";
import type { CommandError } from "@/bindings/wire";
import { t } from "@/texts";
import { errorTitle, hostErrorTitle } from "@/texts/host";
import classes from "./ErrorNote.module.css";
import { beyondTitle } from "./sentence";
import { Sentence } from "./Words";

/** An error where it happened: what it is, what was kept, what to do next. */
export function ErrorNote({ error, retry }: { error: CommandError | null; retry?: () => void }) {
  // A cancel is reported below every page.
  if (!error || error.class === "cancelled") return null;
  const entry = ERRORS[error.class];
  const message = beyondTitle(hostErrorTitle(error), error.message);
  return (
    <div role="alert" className={classes.note} data-severity={entry.severity}>
      <IconAlertTriangle size={16} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <strong>{errorTitle(error)}</strong>
        {message !== "" && (
          <p>
            <Sentence text={message} />
          </p>
        )}
        {error.hint && (
          <p className={classes.hint}>
            <Sentence text={error.hint} />
          </p>
        )}
        {error.details && error.details.length > 0 && (
          <ul className={classes.details}>
            {error.details.map((detail) => (
              <li key={detail}>
                <Sentence text={detail} />
              </li>
            ))}
          </ul>
        )}
        {retry && entry.action === "retry" && (
          <button type="button" className={classes.retry} onClick={retry}>
            {t("common.try_again")}
          </button>
        )}
      </div>
    </div>
  );
}
