import { useState } from "react";
import type { HomeStatus, RestoreResponse } from "@/bindings/wire";
import type { ChosenKey } from "@/features/key/KeyChoice";
import { RestoredPage } from "@/features/restore/RestoredPage";
import { useHost } from "@/host/context";
import { useTask } from "@/shared/query";
import { AdminStep } from "./AdminStep";
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
  const task = useTask();
  const [step, setStep] = useState(1);
  const [isRestoring, setRestoring] = useState(false);
  const [restored, setRestored] = useState<RestoreResponse | null>(null);
  const [team, setTeam] = useState("");
  const [key, setKey] = useState<ChosenKey>({
    location: status.keychain_available ? "os_keychain" : "passphrase_file",
    passphrase: "",
  });

  function create(login: string, password: string) {
    task.run(async () => {
      const created = await host.createDirectory({
        team: team.trim(),
        superuser: login,
        password,
        key_location: key.location,
        passphrase: key.location === "passphrase_file" ? key.passphrase : null,
      });
      // Neither secret is needed again.
      setKey({ ...key, passphrase: "" });
      setStep(4);
      onCreated(created);
    });
  }

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
      {step === 1 && (
        <TeamStep team={team} onChange={setTeam} onNext={() => setStep(2)} onRestore={() => setRestoring(true)} />
      )}
      {step === 2 && (
        <KeyStep
          hasKeychain={status.keychain_available}
          choice={key}
          onChange={setKey}
          onBack={() => setStep(1)}
          onNext={() => setStep(3)}
        />
      )}
      {step === 3 && <AdminStep error={task.error} isBusy={task.isBusy} onBack={() => setStep(2)} onCreate={create} />}
      {step === 4 && <PeopleStep onDone={onDone} />}
    </StepPage>
  );
}
