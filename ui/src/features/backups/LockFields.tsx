import { PasswordInput, SegmentedControl, Textarea } from "@mantine/core";
import { isLongEnough, PasswordHint } from "@/shared/PasswordHint";

/** How to encrypt a backup, as typed so far. */
export interface TypedLock {
  by: "passphrase" | "recipients";
  passphrase: string;
  repeated: string;
  recipients: string;
}

export const NOTHING_TYPED: TypedLock = { by: "passphrase", passphrase: "", repeated: "", recipients: "" };

export function isSure(typed: TypedLock): boolean {
  if (typed.by === "recipients") return recipientsOf(typed).length > 0;
  return isLongEnough(typed.passphrase) && typed.repeated === typed.passphrase;
}

/** The part of a request: either the passphrase or the recipients. */
export function lockOf(typed: TypedLock): { passphrase?: string; recipients?: string[] } {
  return typed.by === "recipients" ? { recipients: recipientsOf(typed) } : { passphrase: typed.passphrase };
}

function recipientsOf({ recipients }: TypedLock): string[] {
  return recipients.split(/[\s,]+/).filter((recipient) => recipient !== "");
}

interface LockFieldsProps {
  typed: TypedLock;
  onChange(typed: TypedLock): void;
}

/** A passphrase, twice, because nobody can open the backup without it; or the public keys of those who can. */
export function LockFields({ typed, onChange }: LockFieldsProps) {
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
          rows={3}
          spellCheck={false}
          classNames={{ input: "mono" }}
        />
      ) : (
        <>
          <PasswordInput
            label="Passphrase"
            value={typed.passphrase}
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
            label="Passphrase once more"
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
