import type { RepairResponse } from "@/bindings/wire";
import { MendedPage } from "@/features/restore/MendedPage";
import { Fact } from "@/shared/Facts";
import { sentence } from "@/shared/sentence";
import { backupReach } from "./KnownBackups";

interface RepairedPageProps {
  result: RepairResponse;
  onDone(): void;
}

/** What was lost, and the backup that may have it. */
export function RepairedPage({ result: { given_up, backup, replaced }, onDone }: RepairedPageProps) {
  return (
    <MendedPage
      title="The directory opens again"
      lead="Everyone is signed out, and all refresh tokens are invalid. Check whether the last changes are there: if too much is missing, a backup may have it."
      replaced={replaced}
      onDone={onDone}
    >
      <Fact term="Lost">
        {given_up.length === 0 ? (
          "Nothing"
        ) : (
          <ul>
            {given_up.map((what) => (
              <li key={what}>{sentence(what)}</li>
            ))}
          </ul>
        )}
      </Fact>
      {backup && (
        <Fact term="Newest backup">
          Everything {backupReach(backup)}: <span className="mono">{backup.path}</span>
        </Fact>
      )}
    </MendedPage>
  );
}
