import { KeyChoice } from "@/features/key/KeyChoice";
import { fieldOf } from "@/shared/useCommandForm";
import type { FirstRunForm } from "./form";
import { StepActions } from "./StepActions";
import { StepForm } from "./StepPage";

interface KeyStepProps {
  hasKeychain: boolean;
  form: FirstRunForm;
  onBack(): void;
  onNext(): void;
}

export function KeyStep({ hasKeychain, form, onBack, onNext }: KeyStepProps) {
  return (
    <StepForm
      title="Where should the encryption key be kept?"
      lead="Everything on disk is encrypted with one key. Without it nobody can read your data, not even you."
      onSubmit={onNext}
    >
      <KeyChoice autoFocus hasKeychain={hasKeychain} {...fieldOf(form, "key")} />
      <StepActions onBack={onBack} isReady={form.isValid("key") === true} />
    </StepForm>
  );
}
