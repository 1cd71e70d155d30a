import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { sentence } from "@/shared/sentence";
import { t } from "@/texts";
import classes from "./Verdict.module.css";

interface VerdictProps {
  isValid: boolean;
  /** The verdict itself, such as "Valid". */
  word: string;
  /** Which app and which person the token is for, if known. */
  app?: string | null;
  user?: string | null;
  /** What is wrong, a line each. */
  problems: readonly string[];
  children?: ReactNode;
}

/** The verdict may be below the fold of the button that asked for it. */
const reveal = (verdict: HTMLElement | null) => verdict?.scrollIntoView({ block: "nearest" });

/** Whether a token is accepted, for whom it is, and why not. */
export function Verdict({ isValid, word, app, user, problems, children }: VerdictProps) {
  const about = aboutOf(app, user);
  return (
    <div ref={reveal} role="status" className={classes.verdict} data-valid={isValid}>
      {isValid ? <IconCircleCheck size={16} aria-hidden /> : <IconCircleX size={16} aria-hidden />}
      <div>
        <strong>{word}</strong>
        {about && `: ${about}`}
        <ul>
          {problems.map((problem) => (
            <li key={problem}>{sentence(problem)}</li>
          ))}
        </ul>
        {children}
      </div>
    </div>
  );
}

function aboutOf(app: string | null | undefined, person: string | null | undefined): string {
  if (app && person) return t("apps.issued_to_for", { app, person });
  if (app) return t("apps.issued_for", { app });
  return person ? t("apps.issued_to", { person }) : "";
}
