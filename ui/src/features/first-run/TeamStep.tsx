import { Button, TextInput } from "@mantine/core";
import { t } from "@/texts";
import type { FirstRunForm } from "./form";
import { StepActions } from "./StepActions";
import { StepForm } from "./StepPage";

interface TeamStepProps {
  form: FirstRunForm;
  onNext(): void;
  onRestore(): void;
}

export function TeamStep({ form, onNext, onRestore }: TeamStepProps) {
  return (
    <StepForm title={t("entry.team_title")} lead={t("entry.team_about")} onSubmit={onNext}>
      <TextInput
        label={t("entry.team_name")}
        placeholder={t("entry.team_example")}
        autoFocus
        {...form.getInputProps("team")}
      />
      <StepActions
        isReady={form.isValid("team") === true}
        beside={
          <Button variant="subtle" onClick={onRestore}>
            {t("entry.restore_instead")}
          </Button>
        }
      />
    </StepForm>
  );
}
