import { Button, Modal, PasswordInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useHost } from "@/host/context";
import { ErrorNote } from "./ErrorNote";
import classes from "./Proof.module.css";
import { setProofAsker } from "./proof";
import { useTask } from "./query";

/** Asks for the password again when a command needs a fresh proof of it. */
export function Proof() {
  const host = useHost();
  const task = useTask();
  const [answer, setAnswer] = useState<((isShown: boolean) => void) | null>(null);
  const [password, setPassword] = useState("");

  useEffect(
    () =>
      setProofAsker(
        () =>
          new Promise((resolve) => {
            setAnswer(() => resolve);
          }),
      ),
    [],
  );

  function close(isShown: boolean) {
    answer?.(isShown);
    setAnswer(null);
    setPassword("");
    task.clear();
  }

  function confirm() {
    task.run(async () => {
      try {
        await host.call("session.confirm", password);
        close(true);
      } finally {
        setPassword("");
      }
    });
  }

  return (
    <Modal
      opened={answer !== null}
      onClose={() => close(false)}
      title="Enter your password"
      size={360}
      classNames={{ title: classes.title }}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <p className="dim">This asks for your password again, even though you are signed in.</p>
        <PasswordInput
          label="Your password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          data-autofocus
        />
        <ErrorNote error={task.error} />
        <Button type="submit" variant="filled" loading={task.isBusy} disabled={password === ""}>
          Continue
        </Button>
      </form>
    </Modal>
  );
}
