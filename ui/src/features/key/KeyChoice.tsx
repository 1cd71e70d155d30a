import type { ReactNode } from "react";
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
}

/** Where the key of a new directory is kept. */
export function KeyChoice({ hasKeychain, value: choice, onChange, error }: KeyChoiceProps) {
  const isFile = choice.location === "passphrase_file";
  return (
    <>
      <label className={classes.choice} data-off={!hasKeychain}>
        <input
          type="radio"
          name="key"
          disabled={!hasKeychain}
          checked={!isFile}
          onChange={() => onChange({ ...choice, location: "os_keychain" })}
        />
        <strong>In this computer's keychain</strong>
        <span>
          {hasKeychain
            ? "It opens when you log in to the desktop. Nothing to type, nothing to remember; whoever can use your desktop account can open the directory."
            : "No keychain is available on this computer."}
        </span>
      </label>
      <label className={classes.choice}>
        <input
          type="radio"
          name="key"
          checked={isFile}
          onChange={() => onChange({ ...choice, location: "passphrase_file" })}
        />
        <strong>In a file, protected by a passphrase</strong>
        <span>You type the passphrase each time Portreeve starts. If it is forgotten, nobody can bring it back.</span>
      </label>
      {isFile && (
        <NewSecret
          of="passphrase"
          value={choice.passphrase}
          error={error}
          onChange={(passphrase) => onChange({ ...choice, passphrase })}
        />
      )}
    </>
  );
}
