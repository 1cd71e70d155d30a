import { Button, Menu } from "@mantine/core";
import type { UserAct } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { useLayer } from "@/shared/layers";
import { useRefusal } from "@/shared/me";
import { Pick } from "@/shared/Pick";
import { named } from "@/shared/pickOptions";
import { Words } from "@/shared/Words";
import { Trans, t } from "@/texts";
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
  { act: { kind: "set_staff", is_staff: true }, label: t("people.make_staff") },
  { act: { kind: "set_staff", is_staff: false }, label: t("people.remove_staff") },
  { act: { kind: "end_sessions" }, label: t("people.end_sessions_ask") },
  { act: { kind: "delete" }, label: t("people.delete_ask") },
];

/** How many of those who were left out are named. */
const NAMED_MAX = 5;

/** Replaces the tabs while people are selected. */
export function BulkBar({ selection, groupNames, onClear }: BulkBarProps) {
  const bulk = useBulk(selection.whom, onClear);
  return (
    <>
      <section className={classes.bar} aria-label={t("people.selected_people")}>
        {bulk.asked ? (
          <Question asked={bulk.asked} onConfirm={bulk.confirm} onCancel={bulk.cancel} />
        ) : (
          <>
            <span className={`${classes.count} num`}>{t("people.selected", { count: selection.size })}</span>
            <Act act={{ kind: "disable" }} label={t("people.disable")} onStart={bulk.start} isBusy={bulk.isBusy} />
            <Act act={{ kind: "enable" }} label={t("people.enable")} onStart={bulk.start} isBusy={bulk.isBusy} />
            <div className={classes.pick}>
              <Pick
                label={t("people.to_group")}
                command="group.add_member"
                options={groupNames.map(named)}
                onPick={(group) => bulk.start({ kind: "add_to_group", group })}
              />
            </div>
            <div className={classes.pick}>
              <Pick
                label={t("people.from_group")}
                command="group.remove_member"
                options={groupNames.map(named)}
                onPick={(group) => bulk.start({ kind: "remove_from_group", group })}
              />
            </div>
            <More onStart={bulk.start} />
            <Button variant="subtle" size="compact-sm" onClick={onClear}>
              {t("people.clear_selection")}
            </Button>
          </>
        )}
      </section>
      {(bulk.error || bulk.refused.length > 0) && (
        <div className={classes.below}>
          <ErrorNote error={bulk.error} />
          {bulk.refused.length > 0 && (
            <ul className={classes.refused} aria-label={t("people.left_out_people")}>
              {bulk.refused.slice(0, NAMED_MAX).map(({ name, error }) => (
                <li key={name}>
                  <Trans
                    i18nKey="people.was_left_out"
                    components={{ name: <bdi>{name}</bdi>, why: <Words text={error.message} /> }}
                  />
                </li>
              ))}
              {bulk.refused.length > NAMED_MAX && (
                <li>{t("people.more_left_out", { count: bulk.refused.length - NAMED_MAX })}</li>
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
        <Button size="compact-sm">{t("people.more")}</Button>
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
    <fieldset aria-label={t("common.confirm")} className={classes.question}>
      {plan.superusers === 0 ? (
        <>
          <span>{question(act, plan.changed)}</span>
          <Button size="compact-sm" variant="filled" color="red" autoFocus onClick={() => onConfirm(false)}>
            {act.kind === "delete" ? t("common.delete") : t("people.end_sessions")}
          </Button>
        </>
      ) : (
        <>
          <span title={plan.superuser_names.join(", ")}>
            {plan.changed === 0
              ? t("people.only_superusers", { count: plan.superusers })
              : t("people.also_superusers", { count: plan.superusers, question: question(act, plan.changed) })}
          </span>
          {plan.changed > 0 && (
            <Button size="compact-sm" variant="filled" autoFocus onClick={() => onConfirm(false)}>
              {t("people.leave_them_out")}
            </Button>
          )}
          <Button size="compact-sm" color="red" onClick={() => onConfirm(true)}>
            {t("people.include_them")}
          </Button>
        </>
      )}
      <Button variant="subtle" size="compact-sm" autoFocus={plan.changed === 0} onClick={onCancel}>
        {t("common.cancel")}
      </Button>
    </fieldset>
  );
}
