import { IconCheck, IconCircle } from "@tabler/icons-react";
import classes from "./PasswordHint.module.css";

const LENGTH_MIN = 8;

export function isLongEnough(password: string): boolean {
  return [...password].length >= LENGTH_MIN;
}

/** For `validate`. */
export function longEnough(password: string): string | null {
  return isLongEnough(password) ? null : `At least ${LENGTH_MIN} characters`;
}

/** What is missing while a password is typed. The directory makes the final decision. */
export function PasswordHint({ password }: { password: string }) {
  const isMet = isLongEnough(password);
  const missing = LENGTH_MIN - [...password].length;
  const Icon = isMet ? IconCheck : IconCircle;
  return (
    <p className={classes.hint} data-met={isMet} aria-live="polite">
      <Icon size={14} aria-hidden />
      {isMet ? "Long enough" : `At least ${LENGTH_MIN} characters, ${missing} more`}
    </p>
  );
}
