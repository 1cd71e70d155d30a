import { useStatus } from "@/features/session/status";
import { CopyButton } from "@/shared/CopyButton";
import { cli } from "@/shared/cli";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { Line, Page, Part } from "@/shared/Page";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";

/** What the team is called, and where its directory is. */
export function TeamView() {
  const { data: status } = useStatus();
  const { data: directory, error } = useCommand("directory.show", {});
  return (
    <Screen title="Settings" cli={cli("status")}>
      <ErrorNote error={error} />
      <Page>
        <Part title="Team" about="Its name stands in the title of the window and on every backup.">
          <Line term="Name">{directory?.team}</Line>
          <Line term="Created">
            <Moment at={directory?.created_at ?? null} never="" />
          </Line>
        </Part>
        <Part title="Directory" about="The folder with everything in it, and the name by which apps know it.">
          <Line term="Folder" acts={status && <CopyButton text={status.folder} what="the folder" size="compact-sm" />}>
            <span className="mono">{status?.folder}</span>
          </Line>
          <Line
            term="Issuer"
            acts={directory && <CopyButton text={directory.issuer} what="the issuer" size="compact-sm" />}
          >
            <span className="mono">{directory?.issuer}</span>
          </Line>
        </Part>
      </Page>
    </Screen>
  );
}
