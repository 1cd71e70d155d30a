import { PasswordInput, SegmentedControl } from "@mantine/core";

/** How to open a backup, as typed so far. */
export interface TypedKey {
  by: "passphrase" | "identity";
  text: string;
}

export const NO_KEY: TypedKey = { by: "passphrase", text: "" };

/** The part of a request: either the passphrase or the identity. */
export function keyOf({ by, text }: TypedKey): { passphrase?: string; identity?: string } {
  return by === "identity" ? { identity: text.trim() } : { passphrase: text };
}

interface UnlockFieldsProps {
  label: string;
  typed: TypedKey;
  onChange(typed: TypedKey): void;
}

/** The backup's passphrase, or the identity of one of its recipients. */
export function UnlockFields({ label, typed, onChange }: UnlockFieldsProps) {
  const isIdentity = typed.by === "identity";
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label="What opens it"
        value={typed.by}
        onChange={(by) => onChange({ by: by as TypedKey["by"], text: "" })}
        data={[
          { value: "passphrase", label: "With a passphrase" },
          { value: "identity", label: "With an identity" },
        ]}
      />
      <PasswordInput
        label={isIdentity ? "Identity of a recipient" : label}
        description={isIdentity && "The line of the age identity file that begins with AGE-SECRET-KEY-."}
        value={typed.text}
        onChange={(event) => onChange({ ...typed, text: event.currentTarget.value })}
        autoComplete="off"
      />
    </>
  );
}
