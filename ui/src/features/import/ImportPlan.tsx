import type { ImportAction, ImportNames, ImportResponse } from "@/bindings/wire";
import { count, figure } from "@/shared/count";
import { Tag, type Tone } from "@/shared/Tag";
import { Words } from "@/shared/Words";
import classes from "./ImportPlan.module.css";

const ACTIONS: Record<ImportAction, { word: string; tone: Tone }> = {
  create: { word: "new", tone: "good" },
  update: { word: "changes", tone: "warn" },
  same: { word: "same", tone: "plain" },
};

/** How many rows are shown; the figures above count all. */
const ROWS_MAX = 500;

/** "ines, mira and 3 more". */
function names({ names, count: all }: ImportNames): string {
  const more = all - names.length;
  return names.join(", ") + (more > 0 ? ` and ${figure(more)} more` : "");
}

/** The preview of an import. */
export function ImportPlan({ plan }: { plan: ImportResponse }) {
  const notes = [
    !plan.can_undo &&
      "This import changes more than 2,000 records and cannot be undone: make a backup first, it keeps a way back",
    plan.stay_disabled.count > 0 && `Disabled here, and stay so: ${names(plan.stay_disabled)}`,
    plan.brought_back.count > 0 && `Restored, after undoing an import had deleted them: ${names(plan.brought_back)}`,
    plan.not_in_file.count > 0 && `Not in the file, and stay as they are: ${names(plan.not_in_file)}`,
    ...plan.notes,
    plan.to_rehash > 0 && `${count(plan.to_rehash, "password")} re-hashed to Argon2id at the next sign-in`,
    plan.stay_deleted > 0 &&
      `${count(plan.stay_deleted, "person is", "people are")} deleted here and will stay so until restored`,
    plan.without_password > 0 && `${count(plan.without_password, "person", "people")} without a usable password`,
    plan.permissions_created > 0 && `${count(plan.permissions_created, "permission")} added`,
    ...plan.skipped.map((skipped) => `${figure(skipped.count)} × ${skipped.model} skipped: not needed here`),
  ].filter((note) => note !== false);
  return (
    <section aria-label="What will be imported" className={classes.plan}>
      <table className={`${classes.figures} num`}>
        <thead>
          <tr>
            <td />
            <th scope="col">New</th>
            <th scope="col">Change</th>
            <th scope="col">Same</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">People</th>
            <td>{figure(plan.users_created)}</td>
            <td>{figure(plan.users_updated)}</td>
            <td>{figure(plan.users_same)}</td>
          </tr>
          <tr>
            <th scope="row">Groups</th>
            <td>{figure(plan.groups_created)}</td>
            <td>{figure(plan.groups_updated)}</td>
            <td>{figure(plan.groups_same)}</td>
          </tr>
        </tbody>
      </table>
      <ul className={classes.notes}>
        {notes.map((note) => (
          <li key={note}>
            <Words text={note} />
          </li>
        ))}
      </ul>
      {plan.rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
        <ul className={classes.rows} tabIndex={0} aria-label="People and groups in the file">
          {plan.rows.slice(0, ROWS_MAX).map((row) => (
            <li key={`${row.kind} ${row.name}`}>
              <span className="mono cut" dir="auto">
                {row.name}
              </span>
              <span className="faint cut">{row.changes.length > 0 ? row.changes.join(", ") : row.kind}</span>
              <Tag tone={ACTIONS[row.action].tone}>{ACTIONS[row.action].word}</Tag>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
