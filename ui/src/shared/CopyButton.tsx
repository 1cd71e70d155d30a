import { Button, type ButtonProps } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";

interface CopyButtonProps extends ButtonProps {
  text: string;
  /** What is copied, for the accessible name: "Copy the access token". */
  what?: string;
  /** What stands on the button. */
  label?: string;
}

export function CopyButton({ text, what, label = "Copy", ...rest }: CopyButtonProps) {
  const { copy, copied } = useClipboard({ timeout: 1500 });
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Button
      {...rest}
      aria-label={what && `Copy ${what}`}
      leftSection={<Icon size={14} aria-hidden />}
      onClick={() => copy(text)}
    >
      {copied ? "Copied" : label}
    </Button>
  );
}
