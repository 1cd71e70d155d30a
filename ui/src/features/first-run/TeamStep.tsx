import { Button, TextInput } from "@mantine/core";
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
    <StepForm
      title="Name your team"
      lead="Portreeve keeps your team's accounts on this computer and lets your own apps trust them. It needs no server and no network."
      onSubmit={onNext}
    >
      <TextInput label="Team name" placeholder="Acme" autoFocus {...form.getInputProps("team")} />
      <StepActions
        isReady={form.isValid("team") === true}
        beside={
          <Button variant="subtle" onClick={onRestore}>
            Restore from a backup instead
          </Button>
        }
      />
    </StepForm>
  );
}
