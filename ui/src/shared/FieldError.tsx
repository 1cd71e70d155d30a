import type { CommandError } from "@/bindings/wire";
import classes from "./FieldError.module.css";
import { Sentence } from "./Words";

/** An error that one field is to blame for, in its place below the field. Inline, for it stands in a paragraph. */
export function FieldError({ error }: { error: CommandError }) {
  return (
    <span role="alert" className={classes.error}>
      {[error.message, ...(error.details ?? [])].map((text) => (
        <span key={text}>
          <Sentence text={text} />
        </span>
      ))}
      {error.hint && (
        <span className={classes.hint}>
          <Sentence text={error.hint} />
        </span>
      )}
    </span>
  );
}
