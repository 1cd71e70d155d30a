import type { HomeStatus, RestoreResponse } from "@/bindings/wire";
import { RestoreForm } from "@/features/restore/RestoreForm";
import { EntryPage } from "@/features/session/EntryPage";

interface RestoreStepProps {
  status: HomeStatus;
  onRestored(result: RestoreResponse): void;
  onBack(): void;
}

/** Restores a directory from a backup instead of creating a new one. */
export function RestoreStep({ status, onRestored, onBack }: RestoreStepProps) {
  return (
    <EntryPage
      isWide
      title="Restore from a backup"
      lead="The whole directory comes back as it was when the backup was made: people, groups, local apps, keys."
      foot={status.folder}
    >
      <RestoreForm status={status} onRestored={onRestored} onBack={onBack} />
    </EntryPage>
  );
}
