import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import type { HomeStatus } from "@/bindings/wire";
import { RestoreKeyPage } from "@/features/recovery-kit/RestoreKeyPage";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import { EntryPage } from "./EntryPage";
import classes from "./EntryPage.module.css";
import { useStatusChange } from "./status";

export function PassphrasePage({ status }: { status: HomeStatus }) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const task = useTask();
  const [passphrase, setPassphrase] = useState("");
  const [hasKit, setHasKit] = useState(false);

  function open() {
    task.run(async () => {
      try {
        takeStatus(await host.openDirectory({ passphrase }));
      } catch (thrown) {
        // The passphrase was right, but the data is damaged: the status leads to that page.
        const status = await host.status();
        if (status.state !== "damaged") throw thrown;
        takeStatus(status);
      } finally {
        setPassphrase("");
      }
    });
  }

  if (hasKit) return <RestoreKeyPage status={status} onBack={() => setHasKit(false)} />;
  return (
    <EntryPage
      title="Open the directory"
      lead="Its key is in a file that a passphrase seals. After this you sign in with your own password."
      foot={status.folder}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        <PasswordInput
          label="Passphrase"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          autoComplete="off"
          autoFocus
        />
        <ErrorNote error={task.error} retry={open} />
        <Button type="submit" variant="filled" loading={task.isBusy} disabled={passphrase === ""}>
          Open
        </Button>
        <Button variant="subtle" onClick={() => setHasKit(true)}>
          I have a recovery kit…
        </Button>
      </form>
    </EntryPage>
  );
}
