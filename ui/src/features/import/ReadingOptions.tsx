import { Select, TextInput } from "@mantine/core";
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
          label="Model of your users"
          description="The one that people sign in with"
          placeholder="Choose"
          data={models}
          value={choices.userModel || null}
          onChange={(userModel) => userModel && onChange({ userModel })}
        />
      )}
      {loginFields.length > 0 && (
        <Select
          label="Field people sign in with"
          description="USERNAME_FIELD of your user model"
          placeholder="Username or email"
          data={loginFields}
          value={choices.loginField || null}
          clearable
          onChange={(loginField) => onChange({ loginField: loginField ?? "" })}
        />
      )}
      <TextInput
        label="Time zone"
        description="TIME_ZONE of the site, for moments in the file that have none"
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
