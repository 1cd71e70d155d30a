import { useState } from "react";
import type { HomeStatus, RestoreResponse } from "@/bindings/wire";
import { keptKey } from "@/features/key/KeyChoice";
import { RestoredPage } from "@/features/restore/RestoredPage";
import { useHost } from "@/host/context";
import { bothParts, NOT_TYPED, sure } from "@/shared/NewSecret";
import { filled, useCommandForm } from "@/shared/useCommandForm";
import { AdminStep } from "./AdminStep";
import type { FirstRunValues } from "./form";
import { KeyStep } from "./KeyStep";
import { KitStep } from "./KitStep";
import { PeopleStep } from "./PeopleStep";
import { RestoreStep } from "./RestoreStep";
import { StepPage } from "./StepPage";
import { TeamStep } from "./TeamStep";

interface FirstRunProps {
  status: HomeStatus;
  /** The directory exists now; the next pages no longer depend on the first run. */
  onCreated(status: HomeStatus): void;
  onDone(): void;
  /** The directory was restored from a backup instead; the result is still to be read. */
  onRestored(): void;
  onRestoreRead(): void;
}

/**
 * Short pages from nothing to a working directory, which is created after the third; the key is there from then on, and
 * with it the recovery kit. What was typed stays until then, whichever way one goes.
 */
export function FirstRun({ status, onCreated, onDone, onRestored, onRestoreRead }: FirstRunProps) {
  const host = useHost();
  const [step, setStep] = useState(1);
  /** Only until the kit is made or skipped. */
  const [adminPassword, setAdminPassword] = useState("");
  const [isRestoring, setRestoring] = useState(false);
  const [restored, setRestored] = useState<RestoreResponse | null>(null);
  const initialValues: FirstRunValues = {
    team: "",
    key: { location: status.keychain_available ? "os_keychain" : "passphrase_file", passphrase: NOT_TYPED },
    login: "",
    password: NOT_TYPED,
  };
  const { form, isReady, isBusy, error, formProps } = useCommandForm({
    initialValues,
    validate: { team: filled, key: keptKey, login: filled, password: sure },
    secrets: { ...bothParts("password"), ...bothParts("key.passphrase") },
    blames: { "password.rejected": "password" },
    send: async ({ team, key, login, password }) => {
      const created = await host.ask("create_directory", {
        team: team.trim(),
        superuser: login.trim(),
        password: password.text,
        key_location: key.location,
        passphrase: key.location === "passphrase_file" ? key.passphrase.text : null,
      });
      setAdminPassword(password.text);
      setStep(4);
      onCreated(created);
    },
  });

  if (restored) return <RestoredPage result={restored} onDone={onRestoreRead} />;
  if (isRestoring) {
    return (
      <RestoreStep
        status={status}
        onRestored={(result) => {
          setRestored(result);
          onRestored();
        }}
        onBack={() => setRestoring(false)}
      />
    );
  }
  return (
    <StepPage step={step} folder={status.folder}>
      {step === 1 && <TeamStep form={form} onNext={() => setStep(2)} onRestore={() => setRestoring(true)} />}
      {step === 2 && (
        <KeyStep
          hasKeychain={status.keychain_available}
          form={form}
          onBack={() => setStep(1)}
          onNext={() => setStep(3)}
        />
      )}
      {step === 3 && (
        <AdminStep
          form={form}
          isReady={isReady}
          isBusy={isBusy}
          error={error}
          onBack={() => setStep(2)}
          formProps={formProps}
        />
      )}
      {step === 4 && (
        <KitStep
          password={adminPassword}
          onDone={() => {
            setAdminPassword("");
            setStep(5);
          }}
        />
      )}
      {step === 5 && <PeopleStep onDone={onDone} />}
    </StepPage>
  );
}
