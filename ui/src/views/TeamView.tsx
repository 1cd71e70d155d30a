import { useStatus } from "@/features/session/status";
import { CopyButton } from "@/shared/CopyButton";
import { cli } from "@/shared/cli";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { Line, Page, Part } from "@/shared/Page";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { t } from "@/texts";

/** What the team is called, and where its directory is. */
export function TeamView() {
  const { data: status } = useStatus();
  const { data: directory, error } = useCommand("directory.show", {});
  return (
    <Screen title={t("frame.item.settings")} cli={cli("status")}>
      <ErrorNote error={error} />
      <Page>
        <Part title={t("settings.team")} about={t("settings.team_about")}>
          <Line term={t("settings.name")}>{directory?.team}</Line>
          <Line term={t("settings.created")}>
            <Moment at={directory?.created_at ?? null} never="" />
          </Line>
        </Part>
        <Part title={t("settings.directory")} about={t("settings.directory_about")}>
          <Line
            term={t("settings.folder")}
            acts={status && <CopyButton text={status.folder} what={t("settings.the_folder")} size="compact-sm" />}
          >
            <span className="mono">{status?.folder}</span>
          </Line>
          <Line
            term={t("settings.issuer")}
            acts={directory && <CopyButton text={directory.issuer} what={t("settings.the_issuer")} size="compact-sm" />}
          >
            <span className="mono">{directory?.issuer}</span>
          </Line>
        </Part>
      </Page>
    </Screen>
  );
}
