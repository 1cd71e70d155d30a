import type { ConfigTestResponse } from "@/bindings/wire";
import { Trans, t } from "@/texts";
import { Verdict } from "./Verdict";
import classes from "./Verdict.module.css";

/** What came out when a real token was checked with a saved config, and what checked it. */
export function ConfigVerdict({ app, result }: { app: string; result: ConfigTestResponse }) {
  const problems = result.is_accepted ? [] : [...result.problems, t("apps.export_and_test_again")];
  return (
    <Verdict
      isValid={result.is_accepted}
      word={result.is_accepted ? t("apps.valid") : t("apps.refused")}
      app={app}
      user={result.user}
      problems={problems}
    >
      <p className={classes.by}>
        <Trans i18nKey="apps.tested" components={{ path: <span className="mono">{result.path}</span> }} />{" "}
        {t(`apps.verifiers.${result.verifier}`)} {t("apps.no_token_kept")}
      </p>
    </Verdict>
  );
}
