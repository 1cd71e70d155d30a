import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Chip.module.css";

interface ChipProps {
  removeLabel: string;
  refusal: string | null;
  onRemove(): void;
  children: ReactNode;
}

export function Chip({ removeLabel, refusal, onRemove, children }: ChipProps) {
  return (
    <span className={classes.chip}>
      <span className="cut" dir="auto">
        {children}
      </span>
      <button
        type="button"
        className={classes.remove}
        aria-label={removeLabel}
        disabled={refusal !== null}
        title={refusal ?? undefined}
        onClick={onRemove}
      >
        <IconX size={12} aria-hidden />
      </button>
    </span>
  );
}
