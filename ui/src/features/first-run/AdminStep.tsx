import { PasswordInput, TextInput } from "@mantine/core";
import type { CommandError } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { PasswordHint } from "@/shared/PasswordHint";
import type { FirstRunForm } from "./form";
import { StepActions } from "./StepActions";
import { StepForm } from "./StepPage";

interface AdminStepProps {
  form: FirstRunForm;
  isReady: boolean;
  isBusy: boolean;
  error: CommandError | null;
  onBack(): void;
  onCreate(): void;
}

export function AdminStep({ form, isReady, isBusy, error, onBack, onCreate }: AdminStepProps) {
  return (
    <StepForm
      title="The first admin"
      lead="This account can do everything. You can add people with fewer rights next."
      onSubmit={onCreate}
    >
      <TextInput
        label="Username"
        placeholder="root"
        autoComplete="username"
        spellCheck={false}
        autoFocus
        {...form.getInputProps("login")}
      />
      <PasswordInput
        label="Password"
        autoComplete="new-password"
        {...form.getInputProps("password")}
        inputContainer={(input) => (
          <>
            {input}
            <PasswordHint password={form.values.password} />
          </>
        )}
      />
      <ErrorNote error={error} />
      <StepActions onBack={onBack} next="Create directory" isBusy={isBusy} isReady={isReady} />
    </StepForm>
  );
}
