import { type ChosenKey, isKeyReady, KeyChoice } from "@/features/key/KeyChoice";
import { StepActions } from "./StepActions";
import { StepForm } from "./StepPage";

interface KeyStepProps {
  hasKeychain: boolean;
  choice: ChosenKey;
  onChange(choice: ChosenKey): void;
  onBack(): void;
  onNext(): void;
}

export function KeyStep({ hasKeychain, choice, onChange, onBack, onNext }: KeyStepProps) {
  return (
    <StepForm
      title="Where is its key kept?"
      lead="Everything on disk is sealed with one key. Without the key nobody can read the directory, and that includes you."
      onSubmit={onNext}
    >
      <KeyChoice hasKeychain={hasKeychain} choice={choice} onChange={onChange} />
      <StepActions onBack={onBack} isReady={isKeyReady(choice)} />
    </StepForm>
  );
}
