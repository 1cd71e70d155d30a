import type { DoctorResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ActButton } from "@/shared/ActButton";
import { useActions } from "@/shared/actions";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { useRefusal } from "@/shared/me";
import { usePlace } from "@/shared/place";
import { useTask } from "@/shared/query";
import { sentence } from "@/shared/sentence";
import { Tag } from "@/shared/Tag";
import classes from "./Overview.module.css";

type Checked = DoctorResponse & { at: string };

/** The result of the last check; `null` before the first. */
export function useLastCheck() {
  return usePlace<Checked | null>("overview.doctor", null);
}

/** Reads both copies of everything stored, and shows the result. The check repairs what it can. */
export function StoredData() {
  const host = useHost();
  const task = useTask();
  const [checked, setChecked] = useLastCheck();

  function check() {
    task.run(async () => {
      const found = await host.call("directory.doctor", {});
      setChecked({ ...found, at: new Date().toISOString() });
    });
  }

  const refusal = useRefusal()("directory.doctor");
  useActions([{ id: "doctor", label: "Check everything stored", group: "Directory", refusal, run: check }]);
  return (
    <section aria-label="What is stored">
      <h2 className={classes.title}>What is stored</h2>
      <div className={classes.check}>
        <span
          className={classes.dot}
          data-met={checked?.is_well}
          data-bad={checked?.is_well === false}
          aria-hidden="true"
        />
        <span role="status">
          {words(checked)}{" "}
          {checked && (
            <span className="faint">
              · <Moment at={checked.at} />
            </span>
          )}
        </span>
        <ActButton command="directory.doctor" size="compact-sm" loading={task.isBusy} onClick={check}>
          Check everything now
        </ActButton>
      </div>
      <ErrorNote error={task.error} retry={check} />
      {checked && checked.findings.length > 0 && (
        <ul aria-label="Findings">
          {checked.findings.map(({ what, outcome }) => (
            <li key={what} className={classes.finding}>
              <span>{sentence(what)}</span>
              <Tag tone={TONES[outcome]}>{outcome}</Tag>
            </li>
          ))}
        </ul>
      )}
      {checked && !checked.is_well && (
        <p className={classes.advice}>
          Keep the folder as it is, close this window, and restore a backup:{" "}
          <code className="mono">portreeve restore FILE --replace</code>
        </p>
      )}
    </section>
  );
}

const TONES = { healed: "good", noted: "plain", lost: "bad" } as const;

function words(checked: DoctorResponse | null): string {
  if (checked === null) return "Both copies of everything can be read and compared";
  if (!checked.is_well) return "Something is lost";
  return checked.findings.length === 0 ? "All is well, both copies were read" : "Nothing is lost";
}
