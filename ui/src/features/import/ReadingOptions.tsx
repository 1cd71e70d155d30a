import { Select, TextInput } from "@mantine/core";
import { t } from "@/texts";
import type { ImportChoices } from "./plan";

interface ReadingOptionsProps {
  choices: ImportChoices;
  /** Possible user models; empty if it is clear. */
  models: string[];
  /** Possible login fields; empty if everyone has a username. */
  loginFields: string[];
  onChange(change: Partial<ImportChoices>): void;
}

/** How to read the file if it does not say so itself. */
export function ReadingOptions({ choices, models, loginFields, onChange }: ReadingOptionsProps) {
  function takeZone(timeZone: string) {
    if (timeZone.trim() !== choices.timeZone) onChange({ timeZone: timeZone.trim() });
  }
  return (
    <>
      {models.length > 0 && (
        <Select
          label={t("import.user_model")}
          description={t("import.user_model_about")}
          placeholder={t("import.choose")}
          data={models}
          value={choices.userModel || null}
          onChange={(userModel) => userModel && onChange({ userModel })}
        />
      )}
      {loginFields.length > 0 && (
        <Select
          label={t("import.login_field")}
          description={t("import.login_field_about")}
          placeholder={t("import.login_field_none")}
          data={loginFields}
          value={choices.loginField || null}
          clearable
          onChange={(loginField) => onChange({ loginField: loginField ?? "" })}
        />
      )}
      <TextInput
        label={t("import.time_zone")}
        description={t("import.time_zone_about")}
        placeholder="UTC"
        defaultValue={choices.timeZone}
        spellCheck={false}
        onBlur={(event) => takeZone(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
    </>
  );
}
