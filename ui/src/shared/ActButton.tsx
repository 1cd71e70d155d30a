import { Button, type ButtonProps, Tooltip } from "@mantine/core";
import type { ReactNode, Ref } from "react";
import type { CommandName } from "@/host/host";
import { type Needed, useRefusal } from "./me";

interface ActButtonProps extends ButtonProps {
  /** The command that it performs or leads to; `undefined` if it needs no permission. */
  command: CommandName | undefined;
  /** The permission it needs here, if the declaration cannot say. */
  needs?: Needed;
  onClick(): void;
  children: ReactNode;
  "aria-label"?: string;
  title?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that needs a permission: without it, it stays visible and says why it is off. */
export function ActButton({ command, needs, onClick, children, ...rest }: ActButtonProps) {
  const ask = useRefusal();
  const refusal = command ? ask(command, needs) : null;
  const button = (
    <Button
      {...rest}
      // Not `disabled`: it must take focus, so that keyboard and screen reader reach the reason.
      data-disabled={refusal !== null || undefined}
      aria-disabled={refusal !== null || undefined}
      onClick={refusal === null ? onClick : undefined}
    >
      {children}
    </Button>
  );
  return refusal === null ? (
    button
  ) : (
    <Tooltip label={refusal} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
      {button}
    </Tooltip>
  );
}
