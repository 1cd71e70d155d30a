import { Button } from "@mantine/core";
import { useState } from "react";
import type { CommandError, HomeStatus } from "@/bindings/wire";
import { RestoreKeyPage } from "@/features/recovery-kit/RestoreKeyPage";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import { EntryPage } from "./EntryPage";
import { useStatusChange } from "./status";

const STILL_LOCKED: CommandError = {
  class: "unavailable",
  reason: "keychain.locked",
  message: "It is still locked.",
};

/** The page for a locked keychain. The repair page handles one that is gone or has lost the key. */
export function KeychainPage({ status }: { status: HomeStatus }) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const task = useTask();
  const [hasKit, setHasKit] = useState(false);

  function tryAgain() {
    task.run(async () => {
      const next = await host.ask("status", {});
      takeStatus(next);
      if (next.state === "keychain_needed" && !next.is_key_missing) throw STILL_LOCKED;
    });
  }

  if (hasKit) return <RestoreKeyPage status={status} onBack={() => setHasKit(false)} />;
  return (
    <EntryPage
      title="Your keychain is locked"
      lead="The key is in this computer's keychain. Unlock it, then try again. Nothing was changed."
      foot={status.folder}
    >
      <ErrorNote error={task.error} />
      <Button variant="filled" loading={task.isBusy} onClick={tryAgain}>
        Try again
      </Button>
      <Button variant="subtle" onClick={() => setHasKit(true)}>
        I have a recovery kit…
      </Button>
    </EntryPage>
  );
}
