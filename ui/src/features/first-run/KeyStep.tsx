import { KeyChoice } from "@/features/key/KeyChoice";
import { fieldOf } from "@/shared/useCommandForm";
import { t } from "@/texts";
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
    <StepForm title={t("key.where")} lead={t("entry.key_about")} onSubmit={onNext}>
      <KeyChoice autoFocus hasKeychain={hasKeychain} {...fieldOf(form, "key")} />
      <StepActions onBack={onBack} isReady={form.isValid("key") === true} />
    </StepForm>
  );
}
