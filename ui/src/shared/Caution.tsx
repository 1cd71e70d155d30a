import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Caution.module.css";

/** Something that needs care, in amber, where it is. `children` are what can be done about it. */
export function Caution({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className={classes.caution}>
      <IconAlertTriangle size={16} aria-hidden />
      <div>
        <p>{text}</p>
        {children && <div className={classes.actions}>{children}</div>}
      </div>
    </div>
  );
}
