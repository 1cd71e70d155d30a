import { PasswordInput } from "@mantine/core";
import type { KeyLocation } from "@/bindings/wire";
import { StepActions } from "./StepActions";
import { StepForm } from "./StepPage";
import classes from "./StepPage.module.css";

interface KeyChoice {
  location: KeyLocation;
  passphrase: string;
}

interface KeyStepProps {
  hasKeychain: boolean;
  choice: KeyChoice;
  onChange(choice: KeyChoice): void;
  onBack(): void;
  onNext(): void;
}

const PASSPHRASE_LENGTH_MIN = 8;

export function KeyStep({ hasKeychain, choice, onChange, onBack, onNext }: KeyStepProps) {
  const isFile = choice.location === "passphrase_file";
  return (
    <StepForm
      title="Where is its key kept?"
      lead="Everything on disk is sealed with one key. Without the key nobody can read the directory, and that includes you."
      onSubmit={onNext}
    >
      <label className={classes.choice} data-off={!hasKeychain}>
        <input
          type="radio"
          name="key"
          disabled={!hasKeychain}
          checked={!isFile}
          onChange={() => onChange({ ...choice, location: "os_keychain" })}
        />
        <strong>In the keychain of this desktop</strong>
        <span>
          {hasKeychain
            ? "It opens when you log in to the desktop. Nothing to type, nothing to remember; whoever can use your desktop account can open the directory."
            : "No keychain answers on this desktop."}
        </span>
      </label>
      <label className={classes.choice}>
        <input
          type="radio"
          name="key"
          checked={isFile}
          onChange={() => onChange({ ...choice, location: "passphrase_file" })}
        />
        <strong>In a file, sealed with a passphrase</strong>
        <span>You type the passphrase each time Portreeve starts. If it is forgotten, nobody can bring it back.</span>
      </label>
      {isFile && (
        <PasswordInput
          label="Passphrase"
          description={`At least ${PASSPHRASE_LENGTH_MIN} characters; a few words are better than a clever one.`}
          value={choice.passphrase}
          onChange={(event) => onChange({ ...choice, passphrase: event.currentTarget.value })}
          autoComplete="new-password"
        />
      )}
      <StepActions onBack={onBack} isReady={!isFile || choice.passphrase.length >= PASSPHRASE_LENGTH_MIN} />
    </StepForm>
  );
}
