import { Button, Menu } from "@mantine/core";
import type { UserAct } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { count, figure } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { useLayer } from "@/shared/layers";
import { useRefusal } from "@/shared/me";
import { Pick } from "@/shared/Pick";
import { named } from "@/shared/pickOptions";
import { Words } from "@/shared/Words";
import classes from "./BulkBar.module.css";
import { COMMAND_FOR_ONE, question } from "./bulkWords";
import { type Asked, useBulk } from "./useBulk";
import type { Selection } from "./useMarks";

interface BulkBarProps {
  selection: Selection;
  groupNames: string[];
  onClear(): void;
}

const MORE: { act: UserAct; label: string }[] = [
  { act: { kind: "set_staff", is_staff: true }, label: "Make staff" },
  { act: { kind: "set_staff", is_staff: false }, label: "Take staff away" },
  { act: { kind: "end_sessions" }, label: "End sessions…" },
  { act: { kind: "delete" }, label: "Delete…" },
];

/** How many of those who were left out are named. */
const NAMED_MAX = 5;

/** Replaces the tabs while people are selected. */
export function BulkBar({ selection, groupNames, onClear }: BulkBarProps) {
  const bulk = useBulk(selection.whom, onClear);
  return (
    <>
      <section className={classes.bar} aria-label="Selected people">
        {bulk.asked ? (
          <Question asked={bulk.asked} onConfirm={bulk.confirm} onCancel={bulk.cancel} />
        ) : (
          <>
            <span className={`${classes.count} num`}>{figure(selection.size)} selected</span>
            <Act act={{ kind: "disable" }} label="Disable" onStart={bulk.start} isBusy={bulk.isBusy} />
            <Act act={{ kind: "enable" }} label="Enable" onStart={bulk.start} isBusy={bulk.isBusy} />
            <div className={classes.pick}>
              <Pick
                label="Add to group"
                command="group.add_member"
                options={groupNames.map(named)}
                onPick={(group) => bulk.start({ kind: "add_to_group", group })}
              />
            </div>
            <div className={classes.pick}>
              <Pick
                label="Remove from group"
                command="group.remove_member"
                options={groupNames.map(named)}
                onPick={(group) => bulk.start({ kind: "remove_from_group", group })}
              />
            </div>
            <More onStart={bulk.start} />
            <Button variant="subtle" size="compact-sm" onClick={onClear}>
              Clear selection
            </Button>
          </>
        )}
      </section>
      {(bulk.error || bulk.refused.length > 0) && (
        <div className={classes.below}>
          <ErrorNote error={bulk.error} />
          {bulk.refused.length > 0 && (
            <ul className={classes.refused} aria-label="Left out">
              {bulk.refused.slice(0, NAMED_MAX).map(({ name, error }) => (
                <li key={name}>
                  <bdi>{name}</bdi> was left out: <Words text={error.message} />.
                </li>
              ))}
              {bulk.refused.length > NAMED_MAX && (
                <li>{figure(bulk.refused.length - NAMED_MAX)} more were left out.</li>
              )}
            </ul>
          )}
        </div>
      )}
    </>
  );
}

interface ActProps {
  act: UserAct;
  label: string;
  isBusy: boolean;
  onStart(act: UserAct): void;
}

function Act({ act, label, isBusy, onStart }: ActProps) {
  return (
    <ActButton command={COMMAND_FOR_ONE[act.kind]} size="compact-sm" disabled={isBusy} onClick={() => onStart(act)}>
      {label}
    </ActButton>
  );
}

/** The rarer acts. One that the person cannot do stays visible and says why. */
function More({ onStart }: { onStart(act: UserAct): void }) {
  const refusal = useRefusal();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm">More</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {MORE.map(({ act, label }) => {
          const why = refusal(COMMAND_FOR_ONE[act.kind]);
          return (
            <Menu.Item key={label} disabled={why !== null} onClick={() => onStart(act)}>
              {label}
              {why && <span className={classes.why}>{why}</span>}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

interface QuestionProps {
  asked: Asked;
  onConfirm(withSuperusers: boolean): void;
  onCancel(): void;
}

/** Asks before something grave, and whether superusers are meant. */
function Question({ asked: { act, plan }, onConfirm, onCancel }: QuestionProps) {
  useLayer(true, onCancel);
  return (
    <fieldset aria-label="Confirm" className={classes.question}>
      {plan.superusers === 0 ? (
        <>
          <span>{question(act, plan.changed)}</span>
          <Button size="compact-sm" variant="filled" color="red" autoFocus onClick={() => onConfirm(false)}>
            {act.kind === "delete" ? "Delete" : "End sessions"}
          </Button>
        </>
      ) : (
        <>
          <span title={plan.superuser_names.join(", ")}>
            {plan.changed === 0
              ? `Only ${count(plan.superusers, "superuser is", "superusers are")} selected.`
              : `${question(act, plan.changed)} ${count(plan.superusers, "superuser is", "superusers are")} also selected.`}
          </span>
          {plan.changed > 0 && (
            <Button size="compact-sm" variant="filled" autoFocus onClick={() => onConfirm(false)}>
              Leave them out
            </Button>
          )}
          <Button size="compact-sm" color="red" onClick={() => onConfirm(true)}>
            Include them
          </Button>
        </>
      )}
      <Button variant="subtle" size="compact-sm" autoFocus={plan.changed === 0} onClick={onCancel}>
        Cancel
      </Button>
    </fieldset>
  );
}
