import { PasswordInput } from "@mantine/core";

export const PASSPHRASE_LENGTH_MIN = 8;

interface KeyPassphraseProps {
  label: string;
  passphrase: string;
  onChange(passphrase: string): void;
}

/** The passphrase that will encrypt the key file. */
export function KeyPassphrase({ label, passphrase, onChange }: KeyPassphraseProps) {
  return (
    <PasswordInput
      label={label}
      description={`At least ${PASSPHRASE_LENGTH_MIN} characters; a few words are better than a clever one.`}
      value={passphrase}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="new-password"
    />
  );
}
