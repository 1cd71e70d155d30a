import type { DoctorResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ActButton } from "@/shared/ActButton";
import { useActions } from "@/shared/actions";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { useRefusal } from "@/shared/me";
import { Line, Part } from "@/shared/Page";
import { usePlace } from "@/shared/place";
import { useTask } from "@/shared/query";
import { report, wasLong } from "@/shared/reports";
import { sentence } from "@/shared/sentence";
import { Tag, type Tone } from "@/shared/Tag";
import classes from "./Health.module.css";

type Checked = DoctorResponse & { at: string };

/** The result of the last check; `null` before the first. */
export function useLastCheck() {
  return usePlace<Checked | null>("health.doctor", null);
}

/** Reads both copies of everything stored, and shows the result. The check repairs what it can. */
export function StoredData() {
  const host = useHost();
  const task = useTask();
  const [checked, setChecked] = useLastCheck();

  function check() {
    task.run(async () => {
      const found = await host.call("directory.doctor", {});
      if (wasLong(found)) {
        const details = found.findings.map(({ what }) => sentence(what));
        report({ title: checkWords(found), details, isBad: !found.is_well });
      }
      setChecked({ ...found, at: new Date().toISOString() });
    });
  }

  const refusal = useRefusal()("directory.doctor");
  useActions([{ id: "doctor", label: "Check stored data now", group: "Data", refusal, run: check }]);
  return (
    <Part
      title="Stored data"
      about="Everything is stored twice. A check reads and compares both copies, repairs what it can, and removes leftovers of interrupted work."
    >
      <Line
        term="Last check"
        acts={
          <ActButton command="directory.doctor" size="compact-sm" loading={task.isBusy} onClick={check}>
            Check now
          </ActButton>
        }
      >
        <span role="status" className={checked?.is_well === false ? classes.bad : undefined}>
          {checkWords(checked)}
        </span>
        {checked && (
          <span className="faint">
            <Moment at={checked.at} />
          </span>
        )}
      </Line>
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
    </Part>
  );
}

const TONES: Record<DoctorResponse["findings"][number]["outcome"], Tone> = {
  healed: "good",
  noted: "plain",
  lost: "bad",
};

export function checkWords(checked: DoctorResponse | null): string {
  if (checked === null) return "Not checked since this window opened";
  if (!checked.is_well) return "Part of what is stored is lost";
  return checked.findings.length === 0 ? "Both copies read, no errors" : "Nothing is lost";
}
