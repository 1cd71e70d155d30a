import { SegmentedControl, Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import { bothParts, NewSecret, NOT_TYPED, sure, type TypedTwice } from "@/shared/NewSecret";
import { t } from "@/texts";

/** How to encrypt a backup, as typed so far. */
export interface TypedLock {
  by: "passphrase" | "recipients";
  passphrase: TypedTwice;
  recipients: string;
}

export const NOTHING_TYPED: TypedLock = { by: "passphrase", passphrase: NOT_TYPED, recipients: "" };

/** Paths of its secrets, where it is the field `lock` of a form. */
export const LOCK_SECRETS = bothParts("lock.passphrase");

/** For `validate`. */
export function sureLock(typed: TypedLock): string | null {
  if (typed.by === "recipients") return recipientsOf(typed).length > 0 ? null : t("backups.recipients_missing");
  return sure(typed.passphrase);
}

/** The part of a request: either the passphrase or the recipients. */
export function lockOf(typed: TypedLock): { passphrase?: string; recipients?: string[] } {
  return typed.by === "recipients" ? { recipients: recipientsOf(typed) } : { passphrase: typed.passphrase.text };
}

function recipientsOf({ recipients }: TypedLock): string[] {
  return recipients.split(/[\s,]+/).filter((recipient) => recipient !== "");
}

interface LockFieldsProps {
  value: TypedLock;
  onChange(typed: TypedLock): void;
  error?: ReactNode;
}

/** A passphrase, twice, because nobody can open the backup without it; or the public keys of those who can. */
export function LockFields({ value: typed, onChange, error }: LockFieldsProps) {
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t("backups.lock_by")}
        value={typed.by}
        onChange={(by) => onChange({ ...typed, by: by as TypedLock["by"] })}
        data={[
          { value: "passphrase", label: t("backups.by_passphrase") },
          { value: "recipients", label: t("backups.by_recipients") },
        ]}
      />
      {typed.by === "recipients" ? (
        <Textarea
          label={t("backups.recipients")}
          description={t("backups.recipients_about")}
          placeholder={t("backups.recipients_example")}
          value={typed.recipients}
          onChange={(event) => onChange({ ...typed, recipients: event.currentTarget.value })}
          error={error}
          rows={3}
          spellCheck={false}
          classNames={{ input: "mono" }}
        />
      ) : (
        <NewSecret
          of="passphrase"
          value={typed.passphrase}
          onChange={(passphrase) => onChange({ ...typed, passphrase })}
          error={error}
        />
      )}
    </>
  );
}
