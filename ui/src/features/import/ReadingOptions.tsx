import { Select, TextInput } from "@mantine/core";
import type { ImportChoices } from "./plan";

interface ReadingOptionsProps {
  choices: ImportChoices;
  /** The models of which one has the users; empty where that is clear. */
  models: string[];
  /** The fields of which one may be what people sign in with; empty where all have a user name. */
  loginFields: string[];
  onChange(change: Partial<ImportChoices>): void;
}

/** How the file is to be read where it does not say so itself. */
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
