import { SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import type { KeyLocation } from "@/bindings/wire";
import { BackupPane } from "@/features/backups/BackupPane";
import { RehearsalPane } from "@/features/backups/RehearsalPane";
import { SchedulePane } from "@/features/backups/SchedulePane";
import { MoveKeyPane } from "@/features/key/MoveKeyPane";
import { ReplaceKey } from "@/features/key/ReplaceKey";
import { KitPane } from "@/features/recovery-kit/KitPane";
import { useStatus } from "@/features/session/status";
import { ActButton } from "@/shared/ActButton";
import { CopyButton } from "@/shared/CopyButton";
import { cli } from "@/shared/cli";
import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { usePlace } from "@/shared/place";
import { changePreferences, type Preferences, usePreferences } from "@/shared/preferences";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import classes from "./SettingsView.module.css";
import { BackupsPart } from "./settings/BackupsPart";
import { useOpen } from "./useOpen";

const KEY_LOCATIONS: Record<KeyLocation, string> = {
  os_keychain: "in this computer's keychain",
  passphrase_file: "in a file, protected by a passphrase",
};

export function SettingsView() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const preferences = usePreferences();
  const { data: status } = useStatus();
  const { data: directory } = useCommand("directory.show", {});
  const { open, setOpen, close } = useOpen("/settings");
  const [backupPath, setBackupPath] = usePlace("settings.backup", "");
  const { data: keys, error } = useCommand("key.list", {});
  return (
    <Screen title="Settings" cli={commandLine()}>
      <Split
        list={
          <div className={classes.page}>
            <section className={classes.part} aria-label="Window">
              <h2>Window</h2>
              <div className={classes.line}>
                <span>Theme</span>
                <SegmentedControl
                  size="xs"
                  aria-label="Theme"
                  value={colorScheme}
                  onChange={(next) => setColorScheme(next as typeof colorScheme)}
                  data={[
                    { value: "auto", label: "System" },
                    { value: "light", label: "Light" },
                    { value: "dark", label: "Dark" },
                  ]}
                />
              </div>
              <div className={classes.line}>
                <span>Rows</span>
                <SegmentedControl
                  size="xs"
                  aria-label="Rows"
                  value={preferences.density}
                  onChange={(density) => changePreferences({ density: density as Preferences["density"] })}
                  data={[
                    { value: "normal", label: "Normal" },
                    { value: "compact", label: "Compact" },
                  ]}
                />
              </div>
              <div className={classes.line}>
                <span>Show command lines</span>
                <Switch
                  size="sm"
                  aria-label="Show command lines"
                  checked={preferences.showsCommandLines}
                  onChange={(event) => changePreferences({ showsCommandLines: event.currentTarget.checked })}
                />
              </div>
            </section>
            <section className={classes.part} aria-label="Directory">
              <h2>Directory</h2>
              <div className={classes.line}>
                <span>Team</span>
                <span>{directory?.team}</span>
              </div>
              <div className={classes.line}>
                <span>Created</span>
                <Moment at={directory?.created_at ?? null} never="" />
              </div>
              <div className={classes.line}>
                <span>Folder</span>
                <span className="mono">{status?.folder}</span>
              </div>
              <div className={classes.line}>
                <span>Its key is kept</span>
                <span>{directory && KEY_LOCATIONS[directory.key_location]}</span>
                <ActButton command="key.move" size="compact-sm" onClick={() => setOpen("key")}>
                  Move the key…
                </ActButton>
              </div>
              <div className={classes.line}>
                <span>Issuer</span>
                <span className="mono">{directory?.issuer}</span>
              </div>
            </section>
            <BackupsPart
              onBackUp={() => setOpen("backup")}
              onRehearse={() => setOpen("rehearse")}
              onSchedule={() => setOpen("schedule")}
              onKit={() => setOpen("kit")}
            />
            <section className={classes.part} aria-label="Public keys">
              <h2>Public keys</h2>
              <ErrorNote error={error} />
              {keys?.keys.map((key) => (
                <div key={key.id} className={classes.line}>
                  <span className="mono">{key.algorithm}</span>
                  <span className={`mono cut ${classes.key}`} title={key.id}>
                    {key.id}
                  </span>
                  <span className="dim">
                    <Moment at={key.created_at} />
                  </span>
                  {key.verifies_until && (
                    <span className="dim">
                      verifies until <Moment at={key.verifies_until} />
                    </span>
                  )}
                  <CopyButton text={key.pem} what={`the ${key.algorithm} public key`} size="compact-sm" />
                </div>
              ))}
              {keys && (
                <div className={classes.line}>
                  <span>All, as a JWK Set</span>
                  <CopyButton text={JSON.stringify(keys.jwks, null, 2)} what="the JWK Set" size="compact-sm" />
                </div>
              )}
              {keys && keys.keys.length > 0 && (
                <div className={classes.line}>
                  <ReplaceKey />
                </div>
              )}
            </section>
          </div>
        }
        pane={pane()}
      />
    </Screen>
  );

  function commandLine() {
    if (open === "backup") return cli("backup", backupPath || "FILE");
    if (open === "rehearse") return cli("backup", "verify", backupPath || "FILE");
    if (open === "schedule") return cli("backup", "schedule", "--to", "FOLDER");
    if (open === "kit") return cli("recovery-kit", "create", "--out", "FOLDER");
    if (open === "key") return cli("key", "move", "--to", otherPlace());
    return cli("backup", "status");
  }

  function otherPlace() {
    return directory?.key_location === "os_keychain" ? "passphrase-file" : "os-keychain";
  }

  function pane() {
    const file = { path: backupPath, onPath: setBackupPath, onClose: close };
    if (open === "backup" && directory) {
      return <BackupPane team={directory.team} onRehearse={() => setOpen("rehearse")} {...file} />;
    }
    if (open === "schedule") return <SchedulePane onClose={close} />;
    if (open === "kit" && directory) return <KitPane directory={directory} onClose={close} />;
    if (open === "key" && directory) return <MoveKeyPane from={directory.key_location} onClose={close} />;
    return open === "rehearse" ? <RehearsalPane {...file} /> : null;
  }
}
