import type { ConfigTestResponse, ConfigVerifier } from "@/bindings/wire";
import { Verdict } from "./Verdict";
import classes from "./Verdict.module.css";

const VERIFIERS: Record<ConfigVerifier, string> = {
  portreeve: "Portreeve's own verifier read the file; the app itself was not run.",
};

/** What came out when a real token was checked with a saved config, and what checked it. */
export function ConfigVerdict({ app, result }: { app: string; result: ConfigTestResponse }) {
  const problems = result.is_accepted ? [] : [...result.problems, "Export the config again, and test it then."];
  return (
    <Verdict
      isValid={result.is_accepted}
      word={result.is_accepted ? "Valid" : "Refused"}
      app={app}
      user={result.user}
      problems={problems}
    >
      <p className={classes.by}>
        Tested <span className="mono">{result.path}</span>. {VERIFIERS[result.verifier]} No token was kept.
      </p>
    </Verdict>
  );
}
