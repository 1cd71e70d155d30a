import { Button } from "@mantine/core";
import { useState } from "react";
import type { ImportAction, ImportNames, ImportResponse, ImportRow } from "@/bindings/wire";
import { Caution } from "@/shared/Caution";
import { count, figure } from "@/shared/count";
import { Tag, type Tone } from "@/shared/Tag";
import { Words } from "@/shared/Words";
import classes from "./ImportPlan.module.css";

const ACTIONS: Record<ImportAction, { word: string; tone: Tone }> = {
  create: { word: "new", tone: "good" },
  update: { word: "changed", tone: "warn" },
  same: { word: "unchanged", tone: "plain" },
};

/** How many rows are shown before more are asked for. They begin with those that matter. */
const FIRST_ROWS = 100;

/** "ines, mira and 3 more". */
function names({ names, count: all }: ImportNames): string {
  const more = all - names.length;
  return names.join(", ") + (more > 0 ? ` and ${figure(more)} more` : "");
}

/** The preview of an import. */
export function ImportPlan({ plan }: { plan: ImportResponse }) {
  const notes = [
    !plan.can_undo && "This import is too large to be undone: make a backup first, to have a way back",
    plan.stay_disabled.count > 0 && `Disabled here, and stay disabled: ${names(plan.stay_disabled)}`,
    plan.brought_back.count > 0 && `Restored, after undoing an import had deleted them: ${names(plan.brought_back)}`,
    plan.not_in_file.count > 0 && `Not in the file, and stay unchanged: ${names(plan.not_in_file)}`,
    ...plan.notes,
    plan.to_rehash > 0 &&
      `${count(plan.to_rehash, "password")} will be upgraded to Argon2id when their owners next sign in`,
    plan.stay_deleted > 0 &&
      `${count(plan.stay_deleted, "person is deleted here and stays", "people are deleted here and stay")} deleted`,
    plan.without_password > 0 &&
      `${count(plan.without_password, "person has", "people have")} no usable password and cannot sign in yet`,
    plan.permissions_created > 0 && count(plan.permissions_created, "new permission"),
    ...plan.skipped.map(({ count: all, model }) => `${count(all, `${model} record`)} skipped: not needed here`),
  ].filter((note) => note !== false);
  return (
    <section aria-label="What will be imported" className={classes.plan}>
      <table className={`${classes.figures} num`}>
        <thead>
          <tr>
            <td />
            <th scope="col">New</th>
            <th scope="col">Changed</th>
            <th scope="col">Unchanged</th>
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
      {plan.superusers.count > 0 && (
        <Caution
          text={`${count(plan.superusers.count, "new superuser")}, who can do everything: ${names(plan.superusers)}`}
        />
      )}
      {plan.staff.count > 0 && <Caution text={`${figure(plan.staff.count)} new staff: ${names(plan.staff)}`} />}
      <ul className={classes.notes}>
        {notes.map((note) => (
          <li key={note}>
            <Words text={note} />
          </li>
        ))}
      </ul>
      {plan.rows.length > 0 && <Rows rows={plan.rows} left={plan.rows_left} />}
    </section>
  );
}

/** The people and groups of the file. The directory lists the first 1,000; the figures count all. */
function Rows({ rows, left }: { rows: ImportRow[]; left: number }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard */}
      <ul className={classes.rows} tabIndex={0} aria-label="People and groups in the file">
        {shown.map((row) => (
          <li key={`${row.kind} ${row.name}`}>
            <span className="mono cut" dir="auto">
              {row.name}
            </span>
            <span className="faint cut">{row.changes.length > 0 ? row.changes.join(", ") : kindWord(row)}</span>
            <span className={classes.tags}>
              {row.gains.map((gain) => (
                <Tag key={gain} tone="warn">
                  {gain}
                </Tag>
              ))}
              <Tag tone={ACTIONS[row.action].tone}>{ACTIONS[row.action].word}</Tag>
            </span>
          </li>
        ))}
      </ul>
      {rows.length > shown.length && (
        <div>
          <Button size="compact-sm" onClick={() => setShowsAll(true)}>
            {left > 0 ? `Show the first ${figure(rows.length)}` : `Show all ${figure(rows.length)}`}
          </Button>
        </div>
      )}
      {rows.length === shown.length && left > 0 && (
        <p className="faint">{figure(left)} more are not listed; the figures above count them.</p>
      )}
    </>
  );
}

function kindWord({ kind }: ImportRow): string {
  return kind === "user" ? "person" : kind;
}
