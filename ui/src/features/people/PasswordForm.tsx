import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import type { UserRow } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { useMe } from "@/shared/me";
import { isLongEnough, PasswordHint } from "@/shared/PasswordHint";
import { useRun, useTask } from "@/shared/query";
import { toast } from "@/shared/toast";
import classes from "./PersonForm.module.css";

export function PasswordForm({ user, onClose }: { user: UserRow; onClose(): void }) {
  const me = useMe();
  const run = useRun();
  const task = useTask();
  const [password, setPassword] = useState("");

  function save() {
    task.run(async () => {
      await run("user.set_password", { user: user.id, password });
      toast(user.id === me.user.id ? "Changed your password" : `Set a new password for ${user.display_name}`);
      onClose();
    });
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <PasswordInput
        label="New password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="new-password"
        autoFocus
      />
      <PasswordHint password={password} />
      <ErrorNote error={task.error} />
      <div className={classes.actions}>
        <Button
          type="submit"
          variant="filled"
          size="compact-sm"
          loading={task.isBusy}
          disabled={!isLongEnough(password)}
        >
          Save password
        </Button>
        <Button size="compact-sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
