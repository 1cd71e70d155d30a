import { type ReactNode, useState } from "react";
import type { KeyLocation } from "@/bindings/wire";
import { NewSecret, sure, type TypedTwice } from "@/shared/NewSecret";
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
        <strong>In this computer's keychain</strong>
        <span>
          {hasKeychain
            ? "Unlocks when you log in. Nothing to remember, but anyone who can use your computer account can open it."
            : "No keychain is available on this computer."}
        </span>
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
        <strong>In a file, protected by a passphrase</strong>
        <span>You enter it each time Portreeve starts. If you forget it, nobody can recover it.</span>
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
