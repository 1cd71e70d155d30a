import type { ReactNode } from "react";
import classes from "./Page.module.css";

/** A tab that is no list: parts below each other, each with its title at the left and its lines beside it. */
export function Page({ children }: { children: ReactNode }) {
  return <div className={classes.page}>{children}</div>;
}

interface PartProps {
  title: string;
  /** What it is for, in a sentence below the title. */
  about?: ReactNode;
  children: ReactNode;
}

export function Part({ title, about, children }: PartProps) {
  return (
    <section className={classes.part} aria-label={title}>
      <header>
        <h2 className={classes.title}>{title}</h2>
        {about && <p className={classes.about}>{about}</p>}
      </header>
      <div className={classes.content}>{children}</div>
    </section>
  );
}

interface LineProps {
  term: string;
  /** Buttons at the end. */
  acts?: ReactNode;
  children: ReactNode;
}

/** One line of a part: what is so, or what is chosen, and what can be done about it. */
export function Line({ term, acts, children }: LineProps) {
  return (
    <div className={classes.line}>
      <span className={classes.term}>{term}</span>
      <div className={classes.value}>{children}</div>
      {acts && <div className={classes.acts}>{acts}</div>}
    </div>
  );
}
