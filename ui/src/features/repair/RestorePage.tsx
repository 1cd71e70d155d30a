import { useState } from "react";
import type { HomeStatus, RestoreResponse } from "@/bindings/wire";
import { RestoredPage } from "@/features/restore/RestoredPage";
import { RestoreForm } from "@/features/restore/RestoreForm";
import { EntryPage } from "@/features/session/EntryPage";

interface RestorePageProps {
  status: HomeStatus;
  onMended(): void;
  onDone(): void;
  onBack(): void;
}

/** Restores a backup over a directory that does not open, and shows the result. */
export function RestorePage({ status, onMended, onDone, onBack }: RestorePageProps) {
  const [restored, setRestored] = useState<RestoreResponse | null>(null);
  if (restored) return <RestoredPage result={restored} onDone={onDone} />;
  return (
    <EntryPage
      isWide
      title="Restore a backup"
      lead={`The backup is read to its end before anything is touched. The ${
        status.is_key_missing ? "directory without its key" : "damaged directory"
      } is then set aside whole, and the backup takes its place.`}
      foot={status.folder}
    >
      <RestoreForm
        status={status}
        path={status.damage?.backups[0]?.path}
        onRestored={(result) => {
          setRestored(result);
          onMended();
        }}
        onBack={onBack}
      />
    </EntryPage>
  );
}
