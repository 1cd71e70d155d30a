import type { AuditTarget } from "@/bindings/wire";
import { t } from "@/texts";
import { fieldWord } from "@/texts/host";
import classes from "./ChangeList.module.css";
import { KINDS, valueWords } from "./words";

interface ChangeListProps {
  label: string;
  targets: AuditTarget[];
  /** The number of targets that are not listed. */
  more?: number;
}

/** Each field before and after; for lists, the removed and the added members. */
export function ChangeList({ label, targets, more = 0 }: ChangeListProps) {
  return (
    <ul aria-label={label} className={classes.targets}>
      {targets.map((target) => (
        <li key={`${target.kind} ${target.id} ${target.name}`}>
          <p className={classes.target}>
            <strong className="cut" dir="auto">
              {target.name || target.id || KINDS[target.kind]}
            </strong>
            <span className="faint">{KINDS[target.kind]}</span>
          </p>
          {target.changes.map(({ field, before, after }) => (
            <dl key={field} className={classes.change}>
              <dt>{fieldWord(field)}</dt>
              {before !== "" && (
                <dd data-side="before">
                  <Sign side="before" />
                  {valueWords(before)}
                </dd>
              )}
              {after !== "" && (
                <dd data-side="after">
                  <Sign side="after" />
                  {valueWords(after)}
                </dd>
              )}
            </dl>
          ))}
        </li>
      ))}
      {more > 0 && <li className="faint">{t("activity.and_more", { count: more })}</li>}
    </ul>
  );
}

function Sign({ side }: { side: "before" | "after" }) {
  return (
    <>
      <span className={classes.sign} aria-hidden="true">
        {side === "before" ? "−" : "+"}
      </span>
      <span className="unseen">{t(`activity.${side}`)} </span>
    </>
  );
}
