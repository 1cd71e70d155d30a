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

/** Four short pages from nothing to a working directory. It is created after the third. */
export function FirstRun({ status, onCreated, onDone, onRestored, onRestoreRead }: FirstRunProps) {
  const host = useHost();
  const [step, setStep] = useState(1);
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
      {step === 4 && <PeopleStep onDone={onDone} />}
    </StepPage>
  );
}
