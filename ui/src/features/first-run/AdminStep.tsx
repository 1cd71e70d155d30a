import { TextInput } from "@mantine/core";
import type { ComponentProps } from "react";
import type { CommandError } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { NewSecret } from "@/shared/NewSecret";
import { fieldOf } from "@/shared/useCommandForm";
import { t } from "@/texts";
import type { FirstRunForm } from "./form";
import { StepActions } from "./StepActions";
import { StepForm } from "./StepPage";

interface AdminStepProps {
  form: FirstRunForm;
  isReady: boolean;
  isBusy: boolean;
  error: CommandError | null;
  onBack(): void;
  formProps: Pick<ComponentProps<typeof StepForm>, "ref" | "onSubmit">;
}

export function AdminStep({ form, isReady, isBusy, error, onBack, formProps }: AdminStepProps) {
  return (
    <StepForm title={t("entry.admin_title")} lead={t("entry.admin_about")} {...formProps}>
      <TextInput
        label={t("common.username")}
        placeholder={t("entry.admin_example")}
        autoComplete="username"
        spellCheck={false}
        autoFocus
        {...form.getInputProps("login")}
      />
      <NewSecret of="password" {...fieldOf(form, "password")} />
      <ErrorNote error={error} />
      <StepActions onBack={onBack} next={t("entry.create_team")} isBusy={isBusy} isReady={isReady} />
    </StepForm>
  );
}
