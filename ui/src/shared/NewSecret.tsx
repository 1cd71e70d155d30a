import { PasswordInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { t } from "@/texts";

/** A new password or passphrase, typed twice. */
export interface TypedTwice {
  text: string;
  repeated: string;
}

export const NOT_TYPED: TypedTwice = { text: "", repeated: "" };

const LENGTH_MIN = 8;

const WORDS = {
  password: {
    label: t("shared.secret.password"),
    repeat: t("shared.secret.password_repeat"),
    differ: t("shared.secret.passwords_differ"),
  },
  newPassword: {
    label: t("shared.secret.new_password"),
    repeat: t("shared.secret.new_password_repeat"),
    differ: t("shared.secret.passwords_differ"),
  },
  passphrase: {
    label: t("shared.secret.passphrase"),
    repeat: t("shared.secret.passphrase_repeat"),
    differ: t("shared.secret.passphrases_differ"),
  },
};

function missing({ text }: TypedTwice): number {
  return Math.max(0, LENGTH_MIN - [...text].length);
}

/** For `validate`: what keeps the secret from being tried. The directory decides whether it is good enough. */
export function sure(secret: TypedTwice): string | null {
  if (missing(secret) > 0) return t("shared.secret.least", { least: LENGTH_MIN });
  return secret.repeated === secret.text ? null : t("shared.secret.differ");
}

/** The same where it can be left out. */
export function sureIfAny(secret: TypedTwice): string | null {
  return secret.text === "" ? null : sure(secret);
}

/** For `secrets`: both parts of the field at `path`. They stay until all is done. */
export function bothParts(path: string): Record<string, "done"> {
  return { [`${path}.text`]: "done", [`${path}.repeated`]: "done" };
}

interface NewSecretProps {
  of: keyof typeof WORDS;
  /** Where it is not called as usual. */
  label?: string;
  /** Can be left out; this says what then. */
  without?: string;
  value: TypedTwice;
  onChange(secret: TypedTwice): void;
  error?: ReactNode;
  autoFocus?: boolean;
}

/**
 * A new password or passphrase, typed twice, because nobody can read it again. The two are compared when the second is
 * left. Below it stands the rule for its length, or what the directory has against it.
 */
export function NewSecret({ of, label, without, value: secret, onChange, error, autoFocus }: NewSecretProps) {
  const [wasLeft, setLeft] = useState(false);
  const words = WORDS[of];
  const isLong = missing(secret) === 0;
  const differs = isLong && secret.repeated !== secret.text;
  const isCompared = differs && (Boolean(error) || (wasLeft && secret.repeated !== ""));
  const fault = differs ? undefined : error;
  return (
    <>
      <PasswordInput
        label={label ?? words.label}
        autoComplete="new-password"
        autoFocus={autoFocus}
        value={secret.text}
        onChange={(event) => onChange({ ...secret, text: event.currentTarget.value })}
        error={fault}
        aria-invalid={Boolean(fault) || undefined}
        description={
          !fault && (
            <span aria-live="polite">
              {without !== undefined && secret.text === "" ? without : <LengthRule secret={secret} />}
            </span>
          )
        }
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
      {(without === undefined || secret.text !== "") && (
        <PasswordInput
          label={words.repeat}
          autoComplete="new-password"
          value={secret.repeated}
          onChange={(event) => onChange({ ...secret, repeated: event.currentTarget.value })}
          onBlur={() => setLeft(true)}
          error={isCompared && words.differ}
          aria-invalid={isCompared || undefined}
        />
      )}
    </>
  );
}

function LengthRule({ secret }: { secret: TypedTwice }) {
  const left = missing(secret);
  if (secret.text === "" || left === 0) return t("shared.secret.rule", { least: LENGTH_MIN });
  return t("shared.secret.to_go", { least: LENGTH_MIN, count: left });
}
