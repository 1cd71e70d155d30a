import { Button, TextInput } from "@mantine/core";
import { StepActions } from "./StepActions";
import { StepForm } from "./StepPage";

interface TeamStepProps {
  team: string;
  onChange(team: string): void;
  onNext(): void;
  onRestore(): void;
}

export function TeamStep({ team, onChange, onNext, onRestore }: TeamStepProps) {
  return (
    <StepForm
      title="Name your team"
      lead="Portreeve keeps your team's accounts on this desktop and lets your own apps trust them. It needs no server and no network."
      onSubmit={onNext}
    >
      <TextInput
        label="Team name"
        placeholder="Acme"
        value={team}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoFocus
      />
      <StepActions
        isReady={team.trim() !== ""}
        beside={
          <Button variant="subtle" onClick={onRestore}>
            Restore from a backup instead
          </Button>
        }
      />
    </StepForm>
  );
}
