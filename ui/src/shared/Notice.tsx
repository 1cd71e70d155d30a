import { IconAlertTriangle } from "@tabler/icons-react";
import { t } from "@/texts";
import classes from "./Notice.module.css";
import { Sentence } from "./Words";

/** A lasting problem that a person has to solve, shown above every screen. */
export function Notice({ text }: { text: string }) {
  return (
    <section className={classes.notice} aria-label={t("shared.notice")}>
      <IconAlertTriangle size={16} aria-hidden />
      <p>
        <Sentence text={text} />
      </p>
    </section>
  );
}
