import type { RestoreResponse } from "@/bindings/wire";
import { EntryPage } from "@/features/session/EntryPage";
import { figure } from "@/shared/count";
import { Fact, Facts } from "@/shared/Facts";
import { exactTime } from "@/shared/time";
import { GoOn } from "./GoOn";

interface RestoredPageProps {
  result: RestoreResponse;
  onDone(): void;
}

/** What came back, and where the directory that was there is kept. */
export function RestoredPage({ result: { backup, replaced }, onDone }: RestoredPageProps) {
  return (
    <EntryPage
      isWide
      title="The backup is restored"
      lead="Everything is as it was when the backup was made, passwords included. Nobody is signed in, and every refresh token is void."
    >
      <Facts>
        <Fact term="Team">{backup.team}</Fact>
        <Fact term="Made">{exactTime(backup.made_at)}</Fact>
        <Fact term="People">{figure(backup.users)}</Fact>
        <Fact term="Groups">{figure(backup.groups)}</Fact>
        <Fact term="Local apps">{figure(backup.clients)}</Fact>
        {replaced && (
          <Fact term="Set aside">
            What was here is kept whole in <span className="mono">{replaced}</span>
          </Fact>
        )}
      </Facts>
      <GoOn onDone={onDone} />
    </EntryPage>
  );
}
