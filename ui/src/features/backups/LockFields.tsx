import { PasswordInput, SegmentedControl, Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import { isLongEnough, PasswordHint } from "@/shared/PasswordHint";

/** How to encrypt a backup, as typed so far. */
export interface TypedLock {
  by: "passphrase" | "recipients";
  passphrase: string;
  repeated: string;
  recipients: string;
}

export const NOTHING_TYPED: TypedLock = { by: "passphrase", passphrase: "", repeated: "", recipients: "" };

/** Paths of its secrets, where it is the field `lock` of a form. */
export const LOCK_SECRETS = { "lock.passphrase": "done", "lock.repeated": "done" } as const;

/** For `validate`. */
export function sureLock(typed: TypedLock): string | null {
  if (typed.by === "recipients") return recipientsOf(typed).length > 0 ? null : "Who can open it is needed";
  if (!isLongEnough(typed.passphrase)) return "This is too short";
  return typed.repeated === typed.passphrase ? null : "The two differ";
}

/** The part of a request: either the passphrase or the recipients. */
export function lockOf(typed: TypedLock): { passphrase?: string; recipients?: string[] } {
  return typed.by === "recipients" ? { recipients: recipientsOf(typed) } : { passphrase: typed.passphrase };
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
  const differs = typed.repeated !== "" && typed.repeated !== typed.passphrase;
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label="What closes it"
        value={typed.by}
        onChange={(by) => onChange({ ...typed, by: by as TypedLock["by"] })}
        data={[
          { value: "passphrase", label: "With a passphrase" },
          { value: "recipients", label: "For recipients" },
        ]}
      />
      {typed.by === "recipients" ? (
        <Textarea
          label="Recipients"
          description="age public keys, one a line. Each of their holders can open it; you cannot, unless yours is among them."
          placeholder="age1…"
          value={typed.recipients}
          onChange={(event) => onChange({ ...typed, recipients: event.currentTarget.value })}
          error={error}
          rows={3}
          spellCheck={false}
          classNames={{ input: "mono" }}
        />
      ) : (
        <>
          <PasswordInput
            label="Passphrase"
            value={typed.passphrase}
            error={error}
            aria-invalid={Boolean(error) || undefined}
            onChange={(event) => onChange({ ...typed, passphrase: event.currentTarget.value })}
            autoComplete="new-password"
            inputContainer={(input) => (
              <>
                {input}
                <PasswordHint password={typed.passphrase} />
              </>
            )}
          />
          <PasswordInput
            label="Repeat passphrase"
            value={typed.repeated}
            onChange={(event) => onChange({ ...typed, repeated: event.currentTarget.value })}
            autoComplete="new-password"
            error={differs && "The two differ"}
          />
        </>
      )}
    </>
  );
}
