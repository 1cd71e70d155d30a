import { PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { CommandError } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { isLongEnough, PasswordHint } from "@/shared/PasswordHint";
import { StepActions } from "./StepActions";
import { StepForm } from "./StepPage";

interface AdminStepProps {
  error: CommandError | null;
  isBusy: boolean;
  onBack(): void;
  onCreate(login: string, password: string): void;
}

export function AdminStep({ error, isBusy, onBack, onCreate }: AdminStepProps) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  return (
    <StepForm
      title="The first admin"
      lead="This account may do everything here. You can add others, with less, in a moment."
      onSubmit={() => onCreate(login.trim(), password)}
    >
      <TextInput
        label="Login name"
        placeholder="root"
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
        autoComplete="username"
        spellCheck={false}
        autoFocus
      />
      <PasswordInput
        label="Password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="new-password"
        inputContainer={(input) => (
          <>
            {input}
            <PasswordHint password={password} />
          </>
        )}
      />
      <ErrorNote error={error} />
      <StepActions
        onBack={onBack}
        next="Create directory"
        isBusy={isBusy}
        isReady={login.trim() !== "" && isLongEnough(password)}
      />
    </StepForm>
  );
}
