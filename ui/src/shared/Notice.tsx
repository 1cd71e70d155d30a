import { IconAlertTriangle } from "@tabler/icons-react";
import classes from "./Notice.module.css";
import { Words } from "./Words";

/** Something that stays wrong until somebody does something about it, above every screen. */
export function Notice({ text }: { text: string }) {
  return (
    <section className={classes.notice} aria-label="Notice">
      <IconAlertTriangle size={16} aria-hidden />
      <p>
        <Words text={text} />.
      </p>
    </section>
  );
}
