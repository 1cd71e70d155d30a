import type { ReactNode, Ref, SyntheticEvent } from "react";
import { Mark } from "@/shared/Mark";
import { t } from "@/texts";
import classes from "./StepPage.module.css";

const STEPS = [
  t("entry.step.team"),
  t("entry.step.key"),
  t("entry.step.admin"),
  t("entry.step.kit"),
  t("entry.step.people"),
];

export function StepPage({ step, folder, children }: { step: number; folder: string; children: ReactNode }) {
  return (
    <main className={classes.page}>
      <div className={classes.sheet}>
        <header className={classes.head}>
          <Mark size={28} />
          <ol className={classes.steps} aria-label={t("entry.steps")}>
            {STEPS.map((name, index) => (
              <li key={name} aria-current={index + 1 === step ? "step" : undefined} data-done={index + 1 < step}>
                {name}
              </li>
            ))}
          </ol>
        </header>
        {children}
        <p className={`${classes.folder} mono`}>{folder}</p>
      </div>
    </main>
  );
}

interface StepFormProps {
  title: string;
  lead: string;
  ref?: Ref<HTMLFormElement>;
  onSubmit(event: SyntheticEvent<HTMLFormElement>): void;
  children: ReactNode;
}

export function StepForm({ title, lead, ref, onSubmit, children }: StepFormProps) {
  return (
    <form
      className={classes.form}
      ref={ref}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(event);
      }}
    >
      <h1 className={classes.title}>{title}</h1>
      <p className={classes.lead}>{lead}</p>
      {children}
    </form>
  );
}
