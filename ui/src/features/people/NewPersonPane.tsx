import { Button, MultiSelect, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { UserRow } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import { isLongEnough, PasswordHint } from "@/shared/PasswordHint";
import { useCommand, useTask } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import classes from "./PersonForm.module.css";

interface NewPersonPaneProps {
  onCreated(user: UserRow): void;
  onClose(): void;
}

export function NewPersonPane({ onCreated, onClose }: NewPersonPaneProps) {
  const { data } = useCommand("group.list", {});
  const act = useAct();
  const task = useTask();
  const [login, setLogin] = useState("");
  const [firstName, setFirstName] = useState("");
  const [lastName, setLastName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [groups, setGroups] = useState<string[]>([]);

  function create() {
    task.run(async () => {
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
      const user = await act("user.create", account, (created) => `Added ${created.display_name}`);
      onCreated(user);
    });
  }

  return (
    <Pane label="New person" onClose={onClose}>
      <h2 className={classes.title}>New person</h2>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextInput
          label="Login name"
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          classNames={{ input: "mono" }}
          spellCheck={false}
          autoFocus
        />
        <div className={classes.names}>
          <TextInput
            label="First name"
            value={firstName}
            onChange={(event) => setFirstName(event.currentTarget.value)}
          />
          <TextInput label="Last name" value={lastName} onChange={(event) => setLastName(event.currentTarget.value)} />
        </div>
        <TextInput label="E-mail" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <MultiSelect
          label="Groups"
          data={(data?.groups ?? []).map((group) => group.name)}
          value={groups}
          onChange={setGroups}
          placeholder={groups.length === 0 ? "none" : undefined}
          searchable
        />
        <PasswordInput
          label="Password"
          description="Without one they cannot sign in yet."
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
        />
        {password !== "" && <PasswordHint password={password} />}
        <ErrorNote error={task.error} />
        <div className={classes.actions}>
          <Button
            type="submit"
            variant="filled"
            loading={task.isBusy}
            disabled={login.trim() === "" || (password !== "" && !isLongEnough(password))}
          >
            Create person
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Pane>
  );
}
