import { useState } from "react";
import type { HomeStatus, RestoreResponse } from "@/bindings/wire";
import { RestoredPage } from "@/features/restore/RestoredPage";
import { RestoreForm } from "@/features/restore/RestoreForm";
import { EntryPage } from "@/features/session/EntryPage";
import { t } from "@/texts";

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
      title={t("repair.restore_one")}
      lead={t(status.is_key_missing ? "repair.restore_keyless_about" : "repair.restore_damaged_about")}
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
