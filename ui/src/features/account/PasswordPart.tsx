import { Button, PasswordInput } from "@mantine/core";
import type { UserDetail } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { Part } from "@/shared/Page";
import { longEnough, PasswordHint } from "@/shared/PasswordHint";
import { useRun } from "@/shared/query";
import { toast } from "@/shared/toast";
import { typed, useCommandForm } from "@/shared/useCommandForm";
import classes from "./Account.module.css";

/** Everyone can change their own password, whatever their permissions, with the one they have. */
export function PasswordPart({ detail }: { detail: UserDetail }) {
  const host = useHost();
  const run = useRun();
  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { current: "", password: "", again: "" },
    validate: {
      current: typed,
      password: longEnough,
      again: (again, { password }) => (again === password ? null : "The passwords do not match"),
    },
    secrets: { current: "tried", password: "done", again: "done" },
    blames: { wrong_credentials: "current", "password.rejected": "password" },
    send: async ({ current, password }) => {
      await host.call("session.confirm", current);
      await run("user.set_password", { user: detail.user.id, password });
      toast("Changed your password");
    },
  });
  const { password, again } = form.values;
  const differs = again !== "" && !password.startsWith(again);

  return (
    <Part
      title="Password"
      about={
        detail.password.changed_at && (
          <>
            Last changed <Moment at={detail.password.changed_at} />.
          </>
        )
      }
    >
      <form className={classes.form} {...formProps}>
        <PasswordInput label="Current password" autoComplete="current-password" {...form.getInputProps("current")} />
        <PasswordInput label="New password" autoComplete="new-password" {...form.getInputProps("password")} />
        {password !== "" && <PasswordHint password={password} />}
        <PasswordInput
          label="Repeat new password"
          autoComplete="new-password"
          {...form.getInputProps("again")}
          error={differs ? "The passwords do not match" : form.errors.again}
        />
        <ErrorNote error={error} />
        <div className={classes.acts}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            Change password
          </Button>
        </div>
      </form>
    </Part>
  );
}
