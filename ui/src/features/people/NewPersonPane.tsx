import { Button, PasswordInput, TextInput } from "@mantine/core";
import type { UserRow } from "@/bindings/wire";
import { DraftNote } from "@/shared/DraftNote";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import { longEnough, PasswordHint } from "@/shared/PasswordHint";
import { Pick } from "@/shared/Pick";
import { named } from "@/shared/pickOptions";
import { useCommand } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import { filled, pickedIn, useCommandForm } from "@/shared/useCommandForm";
import classes from "./PersonForm.module.css";

interface NewPersonPaneProps {
  onCreated(user: UserRow): void;
  onClose(): void;
}

export function NewPersonPane({ onCreated, onClose }: NewPersonPaneProps) {
  const { data } = useCommand("group.list", {});
  const act = useAct();
  const { form, formProps, draft, isReady, isBusy, error } = useCommandForm({
    draft: "user.create",
    initialValues: { login: "", firstName: "", lastName: "", email: "", groups: [] as string[], password: "" },
    validate: { login: filled, password: (password) => (password === "" ? null : longEnough(password)) },
    secrets: { password: "done" },
    blames: { name_taken: "login", "password.rejected": "password" },
    send: async ({ login, firstName, lastName, email, groups, password }) => {
      const account = {
        login: login.trim(),
        first_name: firstName.trim(),
        last_name: lastName.trim(),
        email: email.trim(),
        password: password === "" ? null : password,
        is_staff: false,
        is_superuser: false,
        groups,
      };
      onCreated(await act("user.create", account, (created) => `Added ${created.display_name}`));
    },
  });
  const { groups, password } = form.values;

  return (
    <Pane label="New person" onClose={onClose}>
      <h2 className={classes.title}>New person</h2>
      <form className={classes.form} {...formProps}>
        <DraftNote {...draft} />
        <TextInput
          label="Username"
          classNames={{ input: "mono" }}
          spellCheck={false}
          autoFocus
          {...form.getInputProps("login")}
        />
        <div className={classes.names}>
          <TextInput label="First name" {...form.getInputProps("firstName")} />
          <TextInput label="Last name" {...form.getInputProps("lastName")} />
        </div>
        <TextInput label="E-mail" {...form.getInputProps("email")} />
        <Pick
          label="Groups"
          hasLabel
          options={(data?.groups ?? []).map((group) => named(group.name))}
          placeholder={groups.length === 0 ? "none" : undefined}
          {...pickedIn(form, "groups")}
        />
        <PasswordInput
          label="Password"
          description="Without one they cannot sign in yet."
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
        {password !== "" && <PasswordHint password={password} />}
        <ErrorNote error={error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            Create person
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Pane>
  );
}
