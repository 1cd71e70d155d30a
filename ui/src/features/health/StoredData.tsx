import type { DoctorResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ActButton } from "@/shared/ActButton";
import { useActions } from "@/shared/actions";
import { cli } from "@/shared/cli";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { useRefusal } from "@/shared/me";
import { Line, Part } from "@/shared/Page";
import { usePlace } from "@/shared/place";
import { useTask } from "@/shared/query";
import { report, wasLong } from "@/shared/reports";
import { sentence } from "@/shared/sentence";
import { Tag, type Tone } from "@/shared/Tag";
import { Trans, t } from "@/texts";
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
  useActions([{ id: "doctor", label: t("health.check_stored"), group: t("health.data"), refusal, run: check }]);
  return (
    <Part title={t("health.stored")} about={t("health.stored_about")}>
      <Line
        term={t("health.last_check")}
        acts={
          <ActButton command="directory.doctor" size="compact-sm" loading={task.isBusy} onClick={check}>
            {t("health.check")}
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
        <ul aria-label={t("health.findings")}>
          {checked.findings.map(({ what, outcome }) => (
            <li key={what} className={classes.finding}>
              <span>{sentence(what)}</span>
              <Tag tone={TONES[outcome]}>{t(`health.outcome.${outcome}`)}</Tag>
            </li>
          ))}
        </ul>
      )}
      {checked && !checked.is_well && (
        <p className={classes.advice}>
          <Trans
            i18nKey="health.advice"
            values={{ command: cli("restore", "FILE", "--replace") }}
            components={{ code: <code className="mono" /> }}
          />
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
  if (checked === null) return t("health.not_checked");
  if (!checked.is_well) return t("health.part_lost");
  return t(checked.findings.length === 0 ? "health.no_errors" : "health.nothing_lost");
}
