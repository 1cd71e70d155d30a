import type { ReactNode } from "react";
import { Mark } from "@/shared/Mark";
import classes from "./EntryPage.module.css";
import { useWindowTitle } from "./windowTitle";

interface EntryPageProps {
  title: string;
  lead?: ReactNode;
  /** The path of the folder. */
  foot?: string;
  /** For pages with more text. */
  isWide?: boolean;
  children: ReactNode;
}

/** One narrow column in an empty window, for every page before the directory is open. */
export function EntryPage({ title, lead, foot, isWide, children }: EntryPageProps) {
  useWindowTitle();
  return (
    <main className={classes.page}>
      <div className={classes.column} data-wide={isWide}>
        <Mark size={36} />
        <h1 className={classes.title}>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
        {foot && <p className={`mono ${classes.foot}`}>{foot}</p>}
      </div>
    </main>
  );
}
