import { useEffect, useState } from "react";
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
    <EntryPage
      title="Waiting for your keychain"
      lead="If your computer asks you to unlock the keychain, do so: the key is in it. Portreeve then opens at once."
    >
      <p role="status" className="dim">
        Nothing was changed.
      </p>
    </EntryPage>
  );
}
