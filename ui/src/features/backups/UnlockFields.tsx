import { PasswordInput, SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import { typed } from "@/shared/useCommandForm";
import { t } from "@/texts";

/** How to open a backup, as typed so far. */
export interface TypedKey {
  by: "passphrase" | "identity";
  text: string;
}

export const NO_KEY: TypedKey = { by: "passphrase", text: "" };

/** For `validate`. */
export function someKey({ text }: TypedKey): string | null {
  return typed(text);
}

/** The part of a request: either the passphrase or the identity. */
export function keyOf({ by, text }: TypedKey): { passphrase?: string; identity?: string } {
  return by === "identity" ? { identity: text.trim() } : { passphrase: text };
}

interface UnlockFieldsProps {
  label: string;
  value: TypedKey;
  onChange(typed: TypedKey): void;
  error?: ReactNode;
}

/** The backup's passphrase, or the identity of one of its recipients. */
export function UnlockFields({ label, value, onChange, error }: UnlockFieldsProps) {
  const isIdentity = value.by === "identity";
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t("backups.unlock_by")}
        value={value.by}
        onChange={(by) => onChange({ by: by as TypedKey["by"], text: "" })}
        data={[
          { value: "passphrase", label: t("backups.by_passphrase") },
          { value: "identity", label: t("backups.by_identity") },
        ]}
      />
      <PasswordInput
        label={isIdentity ? t("backups.identity") : label}
        description={isIdentity && t("backups.identity_about")}
        value={value.text}
        error={error}
        aria-invalid={Boolean(error) || undefined}
        onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
        autoComplete="off"
      />
    </>
  );
}
