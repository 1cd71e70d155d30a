import type { KeyLocation } from "@/bindings/wire";
import { BackupPane } from "@/features/backups/BackupPane";
import { BackupsPart } from "@/features/backups/BackupsPart";
import { RehearsalPane } from "@/features/backups/RehearsalPane";
import { SchedulePane } from "@/features/backups/SchedulePane";
import { MoveKeyPane } from "@/features/key/MoveKeyPane";
import { KitPane } from "@/features/recovery-kit/KitPane";
import { ActButton } from "@/shared/ActButton";
import { CopyButton } from "@/shared/CopyButton";
import { cli } from "@/shared/cli";
import { Moment } from "@/shared/Moment";
import { Line, Page, Part } from "@/shared/Page";
import { usePlace } from "@/shared/place";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { Trans, t } from "@/texts";
import { useOpen } from "./useOpen";

const KEY_LOCATIONS: Record<KeyLocation, string> = {
  os_keychain: t("views.backups.in_keychain"),
  passphrase_file: t("views.backups.in_file"),
};

const RESTORE = cli("restore", "FILE", "--replace");

/** How everything here can be brought back: backups, and the key without which nothing can be read. */
export function BackupsView() {
  const { data: directory } = useCommand("directory.show", {});
  const { data: overview } = useCommand("overview.show", {});
  const { open, setOpen, close } = useOpen("/data/backups");
  const [path, setPath] = usePlace("data.backup", "");
  return (
    <Screen title={t("frame.item.data")} cli={commandLine()}>
      <Split
        list={
          <Page>
            <BackupsPart
              onBackUp={() => setOpen("backup")}
              onRehearse={() => setOpen("rehearse")}
              onSchedule={() => setOpen("schedule")}
            />
            <Part title={t("views.backups.restore")} about={t("views.backups.restore_about")}>
              <Line
                term={t("views.backups.command")}
                acts={<CopyButton text={RESTORE} what={t("views.backups.the_command")} size="compact-sm" />}
              >
                <code className="mono">{RESTORE}</code>
              </Line>
            </Part>
            <Part title={t("views.backups.key")} about={t("views.backups.key_about")}>
              <Line
                term={t("views.backups.key_kept")}
                acts={
                  <ActButton command="key.move" size="compact-sm" onClick={() => setOpen("key")}>
                    {t("views.backups.move_key")}
                  </ActButton>
                }
              >
                {directory && KEY_LOCATIONS[directory.key_location]}
              </Line>
              <Line
                term={t("views.backups.kit")}
                acts={
                  <ActButton command="recovery_kit.create" size="compact-sm" onClick={() => setOpen("kit")}>
                    {t("views.backups.make_kit")}
                  </ActButton>
                }
              >
                {overview?.keeping && <KitMade at={overview.keeping.recovery_kit_at ?? null} />}
              </Line>
            </Part>
          </Page>
        }
        pane={pane()}
      />
    </Screen>
  );

  function commandLine() {
    if (open === "backup") return cli("backup", path || "FILE");
    if (open === "rehearse") return cli("backup", "verify", path || "FILE");
    if (open === "schedule") return cli("backup", "schedule", "--to", "FOLDER");
    if (open === "kit") return cli("recovery-kit", "create", "--out", "FOLDER");
    if (open === "key") return cli("key", "move", "--to", otherPlace());
    return cli("backup", "status");
  }

  function otherPlace() {
    return directory?.key_location === "os_keychain" ? "passphrase-file" : "os-keychain";
  }

  function pane() {
    const file = { path, onPath: setPath, onClose: close };
    if (open === "backup" && directory) {
      return <BackupPane team={directory.team} onRehearse={() => setOpen("rehearse")} {...file} />;
    }
    if (open === "schedule") return <SchedulePane onClose={close} />;
    if (open === "kit" && directory) return <KitPane directory={directory} onClose={close} />;
    if (open === "key" && directory) return <MoveKeyPane from={directory.key_location} onClose={close} />;
    return open === "rehearse" ? <RehearsalPane {...file} /> : null;
  }
}

function KitMade({ at }: { at: string | null }) {
  if (at === null) return <span className="dim">{t("views.backups.kit_not_made")}</span>;
  return <Trans i18nKey="views.backups.kit_made" components={{ when: <Moment at={at} /> }} />;
}
