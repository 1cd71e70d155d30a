import { Button, type ButtonProps } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { t } from "@/texts";

interface CopyButtonProps extends ButtonProps {
  text: string;
  /** What is copied, as it stands in "Copy the access token": the accessible name. */
  what?: string;
  /** What stands on the button. */
  label?: string;
}

export function CopyButton({ text, what, label = t("shared.copy"), ...rest }: CopyButtonProps) {
  const { copy, copied } = useClipboard({ timeout: 1500 });
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Button
      {...rest}
      aria-label={what && t("shared.copy_what", { what })}
      leftSection={<Icon size={14} aria-hidden />}
      onClick={() => copy(text)}
    >
      {copied ? t("shared.copied") : label}
    </Button>
  );
}
