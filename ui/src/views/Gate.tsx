import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { FirstRun } from "@/features/first-run/FirstRun";
import { RepairPage } from "@/features/repair/RepairPage";
import { EntryPage } from "@/features/session/EntryPage";
import { KeychainPage } from "@/features/session/KeychainPage";
import { LockPage } from "@/features/session/LockPage";
import { PassphrasePage } from "@/features/session/PassphrasePage";
import { SignInPage } from "@/features/session/SignInPage";
import { useChangeFeed, useForgetting, useStatus, useStatusChange } from "@/features/session/status";
import { WaitingPage } from "@/features/session/WaitingPage";
import { ErrorNote } from "@/shared/ErrorNote";
import { MeContext } from "@/shared/me";
import { usePreferences } from "@/shared/preferences";
import { t } from "@/texts";
import { makeRouter } from "./routes";
import { useWindowKeys } from "./useWindowKeys";

/** Shows the page that fits how far the directory is open. */
export function Gate() {
  const { data: status, error, refetch } = useStatus();
  const takeStatus = useStatusChange();
  const { density } = usePreferences();
  // Kept across the lock, so that unlocking shows the same screen.
  const [router] = useState(makeRouter);
  // Pages that stay until they were read, whatever the status becomes meanwhile.
  const [holds, setHolds] = useState<"first_run" | "repair" | null>(null);
  useWindowKeys();
  useChangeFeed();
  useForgetting(status);

  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);

  if (error) {
    return (
      <EntryPage title={t("frame.cannot_start")}>
        <ErrorNote error={error} retry={() => void refetch()} />
      </EntryPage>
    );
  }
  if (!status) return <WaitingPage />;
  const readOn = () => {
    setHolds(null);
    void refetch();
  };
  if (status.state === "absent" || holds === "first_run") {
    return (
      <FirstRun
        status={status}
        onCreated={(created) => {
          setHolds("first_run");
          takeStatus(created);
        }}
        onDone={() => {
          setHolds(null);
          void router.navigate({ to: "/people" });
        }}
        onRestored={() => setHolds("first_run")}
        onRestoreRead={readOn}
      />
    );
  }
  if (status.state === "damaged" || status.is_key_missing || holds === "repair") {
    return <RepairPage status={status} onMended={() => setHolds("repair")} onDone={readOn} />;
  }
  switch (status.state) {
    case "passphrase_needed":
      return <PassphrasePage status={status} />;
    case "keychain_needed":
      return <KeychainPage status={status} />;
    case "signed_out":
      return <SignInPage status={status} />;
    case "locked":
      return <LockPage status={status} />;
    case "signed_in":
      return (
        <MeContext value={status.me ?? null}>
          <RouterProvider router={router} />
        </MeContext>
      );
  }
}
