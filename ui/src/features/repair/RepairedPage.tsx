import type { RepairResponse } from "@/bindings/wire";
import { GoOn } from "@/features/restore/GoOn";
import { EntryPage } from "@/features/session/EntryPage";
import { Fact, Facts } from "@/shared/Facts";
import { sentence } from "@/shared/sentence";
import { backupReach } from "./DamageReport";

interface RepairedPageProps {
  result: RepairResponse;
  onDone(): void;
}

/** What was given up, and where the damaged directory is kept. */
export function RepairedPage({ result: { given_up, backup, replaced }, onDone }: RepairedPageProps) {
  return (
    <EntryPage
      isWide
      title="The directory opens again"
      lead="Nobody is signed in, and every refresh token is void. Look whether the last changes are there: if too much is missing, a backup may have it."
    >
      <Facts>
        <Fact term="Given up">
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
            {backupReach(backup)}: <span className="mono">{backup.path}</span>
          </Fact>
        )}
        {replaced && (
          <Fact term="Set aside">
            The damaged one is kept whole in <span className="mono">{replaced}</span>
          </Fact>
        )}
      </Facts>
      <GoOn onDone={onDone} />
    </EntryPage>
  );
}
