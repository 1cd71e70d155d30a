import { Button } from "@mantine/core";
import { useState } from "react";
import type { ImportAction, ImportNames, ImportResponse, ImportRow } from "@/bindings/wire";
import { Caution } from "@/shared/Caution";
import { figure } from "@/shared/count";
import { Tag, type Tone } from "@/shared/Tag";
import { Words } from "@/shared/Words";
import { t } from "@/texts";
import classes from "./ImportPlan.module.css";
import { kindWords } from "./kinds";

const ACTIONS: Record<ImportAction, { word: string; tone: Tone }> = {
  create: { word: t("import.row.create"), tone: "good" },
  update: { word: t("import.row.update"), tone: "warn" },
  same: { word: t("import.row.same"), tone: "plain" },
};

/** How many rows are shown before more are asked for. They begin with those that matter. */
const FIRST_ROWS = 100;

/** "ines, mira and 3 more". */
function names({ names, count: all }: ImportNames): string {
  const first = names.join(", ");
  const more = all - names.length;
  return more > 0 ? t("import.names_and_more", { names: first, count: more }) : first;
}

/** The preview of an import. */
export function ImportPlan({ plan }: { plan: ImportResponse }) {
  const notes = [
    !plan.can_undo && t("import.too_large"),
    plan.stay_disabled.count > 0 && t("import.stay_disabled", { names: names(plan.stay_disabled) }),
    plan.brought_back.count > 0 && t("import.brought_back", { names: names(plan.brought_back) }),
    plan.not_in_file.count > 0 && t("import.not_in_file", { names: names(plan.not_in_file) }),
    ...plan.notes,
    plan.to_rehash > 0 && t("import.to_rehash", { count: plan.to_rehash }),
    plan.stay_deleted > 0 && t("import.stay_deleted", { count: plan.stay_deleted }),
    plan.without_password > 0 && t("import.without_password", { count: plan.without_password }),
    plan.permissions_created > 0 && t("import.permissions", { count: plan.permissions_created }),
    ...plan.skipped.map(({ count, model }) => t("import.skipped", { count, model })),
  ].filter((note) => note !== false);
  return (
    <section aria-label={t("import.plan")} className={classes.plan}>
      <table className={`${classes.figures} num`}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("import.new")}</th>
            <th scope="col">{t("import.changed")}</th>
            <th scope="col">{t("import.unchanged")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t("common.people")}</th>
            <td>{figure(plan.users_created)}</td>
            <td>{figure(plan.users_updated)}</td>
            <td>{figure(plan.users_same)}</td>
          </tr>
          <tr>
            <th scope="row">{t("common.groups")}</th>
            <td>{figure(plan.groups_created)}</td>
            <td>{figure(plan.groups_updated)}</td>
            <td>{figure(plan.groups_same)}</td>
          </tr>
        </tbody>
      </table>
      {plan.superusers.count > 0 && (
        <Caution text={t("import.superusers", { count: plan.superusers.count, names: names(plan.superusers) })} />
      )}
      {plan.staff.count > 0 && (
        <Caution text={t("import.staff", { count: plan.staff.count, names: names(plan.staff) })} />
      )}
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
      <ul className={classes.rows} tabIndex={0} aria-label={t("import.rows")}>
        {shown.map((row) => (
          <li key={`${row.kind} ${row.name}`}>
            <span className="mono cut" dir="auto">
              {row.name}
            </span>
            <span className="faint cut">{row.changes.length > 0 ? row.changes.join(", ") : kindWords(row.kind)}</span>
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
            {t(left > 0 ? "import.show_first" : "import.show_all", { count: rows.length })}
          </Button>
        </div>
      )}
      {rows.length === shown.length && left > 0 && <p className="faint">{t("import.unlisted", { count: left })}</p>}
    </>
  );
}
