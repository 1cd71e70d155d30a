import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Done.module.css";

/** Something has succeeded, and what that means. */
export function Done({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div role="status" className={classes.done}>
      <IconCircleCheck size={16} aria-hidden />
      <div>
        <strong>{title}</strong>
        <p>{children}</p>
      </div>
    </div>
  );
}
