import { type ReactNode, useState } from "react";
import type { KeyLocation } from "@/bindings/wire";
import { NewSecret, sure, type TypedTwice } from "@/shared/NewSecret";
import { t } from "@/texts";
import classes from "./KeyChoice.module.css";

export interface ChosenKey {
  location: KeyLocation;
  passphrase: TypedTwice;
}

/** For `validate`. */
export function keptKey({ location, passphrase }: ChosenKey): string | null {
  return location === "os_keychain" ? null : sure(passphrase);
}

interface KeyChoiceProps {
  hasKeychain: boolean;
  value: ChosenKey;
  onChange(choice: ChosenKey): void;
  error?: ReactNode;
  autoFocus?: boolean;
}

/** Where the key of a new directory is kept. */
export function KeyChoice({ hasKeychain, value: choice, onChange, error, autoFocus = false }: KeyChoiceProps) {
  const isFile = choice.location === "passphrase_file";
  const [wasChosen, setChosen] = useState(false);
  return (
    <>
      <label className={classes.choice} data-off={!hasKeychain}>
        <input
          type="radio"
          name="key"
          disabled={!hasKeychain}
          checked={!isFile}
          onChange={() => onChange({ ...choice, location: "os_keychain" })}
          // biome-ignore lint/a11y/noAutofocus: the first field of a page that was asked for
          autoFocus={autoFocus && !isFile}
        />
        <strong>{t("key.in_keychain")}</strong>
        <span>{t(hasKeychain ? "key.in_keychain_about" : "key.no_keychain")}</span>
      </label>
      <label className={classes.choice}>
        <input
          type="radio"
          name="key"
          checked={isFile}
          onChange={() => {
            setChosen(true);
            onChange({ ...choice, location: "passphrase_file" });
          }}
        />
        <strong>{t("key.in_file")}</strong>
        <span>{t("key.in_file_about")}</span>
      </label>
      {isFile && (
        <NewSecret
          of="passphrase"
          value={choice.passphrase}
          error={error}
          autoFocus={autoFocus || wasChosen}
          onChange={(passphrase) => onChange({ ...choice, passphrase })}
        />
      )}
    </>
  );
}
