import type { BackupRow } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { Fact, Facts } from "@/shared/Facts";
import { fileSize } from "@/shared/size";
import { exactTime } from "@/shared/time";

/** The contents of a backup. */
export function BackupFacts({ path, backup }: { path: string; backup: BackupRow }) {
  return (
    <Facts>
      <Fact term="File">
        <span className="mono">{path}</span>
      </Fact>
      <Fact term="Made">{exactTime(backup.made_at)}</Fact>
      <Fact term="Team">{backup.team}</Fact>
      <Fact term="People">{figure(backup.users)}</Fact>
      <Fact term="Groups">{figure(backup.groups)}</Fact>
      <Fact term="Local apps">{figure(backup.clients)}</Fact>
      <Fact term="Records">{figure(backup.records)}</Fact>
      <Fact term="Size">{fileSize(backup.bytes)}</Fact>
    </Facts>
  );
}
