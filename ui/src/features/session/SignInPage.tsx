import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { HomeStatus } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import { EntryPage } from "./EntryPage";
import classes from "./EntryPage.module.css";
import { useStatusChange } from "./status";

export function SignInPage({ status }: { status: HomeStatus }) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const task = useTask();
  const [login, setLogin] = useState(status.last_login ?? "");
  const [password, setPassword] = useState("");

  function signIn() {
    task.run(async () => {
      try {
        takeStatus(await host.ask("sign_in", { login: login.trim(), password }));
      } finally {
        setPassword("");
      }
    });
  }

  return (
    <EntryPage title="Sign in to Portreeve" foot={status.folder}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          signIn();
        }}
      >
        <TextInput
          label="Login name"
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          autoComplete="username"
          spellCheck={false}
          autoFocus={login === ""}
        />
        <PasswordInput
          label="Password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          autoFocus={login !== ""}
        />
        <ErrorNote error={task.error} retry={signIn} />
        <Button type="submit" variant="filled" loading={task.isBusy} disabled={login.trim() === "" || password === ""}>
          Sign in
        </Button>
      </form>
    </EntryPage>
  );
}
