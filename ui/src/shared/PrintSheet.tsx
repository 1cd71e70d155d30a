import { type ReactNode, useEffect } from "react";
import { createPortal } from "react-dom";
import classes from "./PrintSheet.module.css";

/** Printed in place of the window while it exists, and invisible on the screen. */
export function PrintSheet({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.body.dataset.sheet = "";
    return () => void delete document.body.dataset.sheet;
  }, []);
  return createPortal(
    <article className={classes.sheet} aria-hidden="true">
      <h1>{title}</h1>
      {children}
    </article>,
    document.body,
  );
}
