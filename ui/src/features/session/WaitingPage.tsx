import { useEffect, useState } from "react";
import { t } from "@/texts";
import { EntryPage } from "./EntryPage";

/** Nobody notices a shorter wait, and a page that only flashes up disturbs. */
const PATIENCE_MS = 200;

/** Shown until the status is there: it waits for the key as long as the desktop asks to unlock the keychain. */
export function WaitingPage() {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return null;
  return (
    <EntryPage title={t("entry.waiting")} lead={t("entry.waiting_about")}>
      <p role="status" className="dim">
        {t("entry.unchanged")}
      </p>
    </EntryPage>
  );
}
