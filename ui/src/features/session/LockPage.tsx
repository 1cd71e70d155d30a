import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import type { HomeStatus } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import { EntryPage } from "./EntryPage";
import classes from "./EntryPage.module.css";
import { useStatusChange } from "./status";

/** Shows nothing of the directory except who can unlock. */
export function LockPage({ status }: { status: HomeStatus }) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const task = useTask();
  const [password, setPassword] = useState("");

  function unlock() {
    task.run(async () => {
      try {
        takeStatus(await host.unlock({ password }));
      } finally {
        setPassword("");
      }
    });
  }

  return (
    <EntryPage title="Locked" lead={`Unlock as ${status.me?.user.login ?? "the person signed in"}.`}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          unlock();
        }}
      >
        <PasswordInput
          label="Password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          autoFocus
        />
        <ErrorNote error={task.error} retry={unlock} />
        <Button type="submit" variant="filled" loading={task.isBusy} disabled={password === ""}>
          Unlock
        </Button>
        <Button variant="subtle" onClick={() => task.run(async () => takeStatus(await host.signOut()))}>
          Sign in as somebody else
        </Button>
      </form>
    </EntryPage>
  );
}
