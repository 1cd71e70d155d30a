import { PasswordInput } from "@mantine/core";
import { isLongEnough, PasswordHint } from "@/shared/PasswordHint";

export interface TypedTwice {
  passphrase: string;
  repeated: string;
}

export const NOTHING_TYPED: TypedTwice = { passphrase: "", repeated: "" };

export function isSure({ passphrase, repeated }: TypedTwice): boolean {
  return isLongEnough(passphrase) && repeated === passphrase;
}

/** The passphrase that is to close a backup, twice: nobody can open it without. */
export function NewPassphrase({ typed, onChange }: { typed: TypedTwice; onChange(typed: TypedTwice): void }) {
  const differs = typed.repeated !== "" && typed.repeated !== typed.passphrase;
  return (
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
  );
}
