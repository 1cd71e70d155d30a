import { Button } from "@mantine/core";
import { useState } from "react";
import type { CommandError, HomeStatus } from "@/bindings/wire";
import { RestoreKeyPage } from "@/features/recovery-kit/RestoreKeyPage";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import { t } from "@/texts";
import { EntryPage } from "./EntryPage";
import { useStatusChange } from "./status";

const STILL_LOCKED: CommandError = {
  class: "unavailable",
  reason: "keychain.locked",
  message: t("entry.keychain_still"),
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
      title={t("entry.keychain_title")}
      lead={status.team ? t("entry.keychain_about", { team: status.team }) : t("entry.keychain_about_key")}
      foot={status.folder}
    >
      <ErrorNote error={task.error} />
      <Button variant="filled" loading={task.isBusy} onClick={tryAgain}>
        {t("entry.try_again")}
      </Button>
      <Button variant="subtle" onClick={() => setHasKit(true)}>
        {t("entry.have_kit")}
      </Button>
    </EntryPage>
  );
}
