import { PasswordInput } from "@mantine/core";
import type { ReactNode } from "react";

const PASSPHRASE_LENGTH_MIN = 8;

interface KeyPassphraseProps {
  label: string;
  value: string;
  onChange(passphrase: string): void;
  error?: ReactNode;
}

/** For `validate`. */
export function sealing(passphrase: string): string | null {
  return passphrase.length < PASSPHRASE_LENGTH_MIN ? `At least ${PASSPHRASE_LENGTH_MIN} characters` : null;
}

/** The passphrase that will encrypt the key file. */
export function KeyPassphrase({ label, value, onChange, error }: KeyPassphraseProps) {
  return (
    <PasswordInput
      label={label}
      description={`At least ${PASSPHRASE_LENGTH_MIN} characters; a few words are better than a clever one.`}
      value={value}
      error={error}
      aria-invalid={Boolean(error) || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="new-password"
    />
  );
}
