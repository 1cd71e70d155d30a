import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { ActButton } from "@/shared/ActButton";
import { useRefusal } from "@/shared/me";
import { rememberPlace } from "@/shared/place";
import type { Check } from "./checks";

/** The one act that settles a check: a link to where it is done, or a button. */
export function CheckAct({ act }: { act: NonNullable<Check["act"]> }) {
  const navigate = useNavigate();
  const isRefused = useRefusal()(act.command) !== null;
  if ("run" in act || isRefused) {
    const run = "run" in act ? act.run : () => void navigate({ to: act.to });
    return (
      <ActButton command={act.command} size="compact-sm" onClick={run}>
        {act.verb}
      </ActButton>
    );
  }
  const { to, open, filter, verb } = act;
  return (
    <Button
      size="compact-sm"
      renderRoot={(props) => (
        <Link
          {...props}
          to={to}
          search={open === undefined ? {} : { open }}
          onClick={() => filter && rememberPlace(`${filter.place}.filter`, filter.text)}
        />
      )}
    >
      {verb}
    </Button>
  );
}
