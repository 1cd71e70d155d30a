import { Button, TextInput } from "@mantine/core";
import type { UserRow } from "@/bindings/wire";
import { DraftNote } from "@/shared/DraftNote";
import { ErrorNote } from "@/shared/ErrorNote";
import { bothParts, NewSecret, NOT_TYPED, sureIfAny } from "@/shared/NewSecret";
import { Pane } from "@/shared/Pane";
import { Pick } from "@/shared/Pick";
import { named } from "@/shared/pickOptions";
import { useCommand } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import { fieldOf, filled, pickedIn, useCommandForm } from "@/shared/useCommandForm";
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
    initialValues: { login: "", firstName: "", lastName: "", email: "", groups: [] as string[], password: NOT_TYPED },
    validate: { login: filled, password: sureIfAny },
    secrets: bothParts("password"),
    blames: { name_taken: "login", "password.rejected": "password" },
    send: async ({ login, firstName, lastName, email, groups, password }) => {
      const account = {
        login: login.trim(),
        first_name: firstName.trim(),
        last_name: lastName.trim(),
        email: email.trim(),
        password: password.text === "" ? null : password.text,
        is_staff: false,
        is_superuser: false,
        groups,
      };
      onCreated(await act("user.create", account, (created) => `Added ${created.display_name}`));
    },
  });
  const { groups } = form.values;

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
        <NewSecret
          of="password"
          without="Optional. Without a password they cannot sign in."
          {...fieldOf(form, "password")}
        />
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
