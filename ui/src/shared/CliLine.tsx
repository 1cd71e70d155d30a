import { t } from "@/texts";
import classes from "./CliLine.module.css";
import { CopyButton } from "./CopyButton";
import { usePreferences } from "./preferences";

/** The foot of a screen: the matching command line. */
export function CliLine({ line }: { line: string }) {
  const { showsCommandLines } = usePreferences();
  if (!showsCommandLines) return null;
  return (
    <footer className={classes.foot}>
      <code className={`mono cut ${classes.line}`} title={line}>
        <span className={classes.prompt}>$ </span>
        {line}
      </code>
      <CopyButton text={line} what={t("shared.the_command_line")} variant="subtle" size="compact-sm" color="gray" />
    </footer>
  );
}
