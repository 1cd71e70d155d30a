import type { RestoreResponse } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { Fact } from "@/shared/Facts";
import { exactTime } from "@/shared/time";
import { MendedPage } from "./MendedPage";

interface RestoredPageProps {
  result: RestoreResponse;
  onDone(): void;
}

/** The result of a restore. */
export function RestoredPage({ result: { backup, replaced }, onDone }: RestoredPageProps) {
  return (
    <MendedPage
      title="The backup is restored"
      lead="Everything is as it was when the backup was made, passwords included. Everyone is signed out, and all refresh tokens are invalid."
      replaced={replaced}
      onDone={onDone}
    >
      <Fact term="Team">{backup.team}</Fact>
      <Fact term="Made">{exactTime(backup.made_at)}</Fact>
      <Fact term="People">{figure(backup.users)}</Fact>
      <Fact term="Groups">{figure(backup.groups)}</Fact>
      <Fact term="Local apps">{figure(backup.clients)}</Fact>
    </MendedPage>
  );
}
