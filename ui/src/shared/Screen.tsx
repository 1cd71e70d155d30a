import { createContext, type ReactNode, useContext } from "react";
import { CliLine } from "./CliLine";
import classes from "./Screen.module.css";

interface ScreenProps {
  title: ReactNode;
  /** Beside the title: a filter, buttons. */
  bar?: ReactNode;
  /** The command line at the foot, where there is one that does the same. */
  cli?: string;
  children: ReactNode;
}

/** The tabs of the item that the screen belongs to; they stand beside its title. */
export const ScreenTabs = createContext<ReactNode>(null);

/** One screen of the window: its bar, its content, and its command line. */
export function Screen({ title, bar, cli, children }: ScreenProps) {
  const tabs = useContext(ScreenTabs);
  return (
    <main className={classes.screen} tabIndex={-1}>
      <header className={classes.bar}>
        <h1>{title}</h1>
        {tabs}
        {bar}
      </header>
      {children}
      {cli !== undefined && <CliLine line={cli} />}
    </main>
  );
}

/** Pushes what follows to the end of the bar. */
export function BarSpace() {
  return <span className={classes.space} />;
}
