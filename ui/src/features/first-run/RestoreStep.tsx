import type { HomeStatus, RestoreResponse } from "@/bindings/wire";
import { RestoreForm } from "@/features/restore/RestoreForm";
import { EntryPage } from "@/features/session/EntryPage";
import { t } from "@/texts";

interface RestoreStepProps {
  status: HomeStatus;
  onRestored(result: RestoreResponse): void;
  onBack(): void;
}

/** Restores a directory from a backup instead of creating a new one. */
export function RestoreStep({ status, onRestored, onBack }: RestoreStepProps) {
  return (
    <EntryPage isWide title={t("entry.restore_title")} lead={t("entry.restore_about")} foot={status.folder}>
      <RestoreForm status={status} onRestored={onRestored} onBack={onBack} />
    </EntryPage>
  );
}
