import type { Damage, KnownBackup } from "@/bindings/wire";
import { count, figure } from "@/shared/count";
import { Fact, Facts } from "@/shared/Facts";
import { sentence } from "@/shared/sentence";
import { exactTime } from "@/shared/time";
import { Words } from "@/shared/Words";
import classes from "./DamageReport.module.css";

/** What is damaged, what is lost, and which backups there are. */
export function DamageReport({ damage }: { damage: Damage }) {
  const { findings, is_tried, proven, lost_entries, backups } = damage;
  return (
    <Facts>
      <Fact term="Damaged">
        <ul className={classes.list}>
          {findings.map(({ what, hint }) => (
            <li key={what}>
              <Words text={sentence(what)} />
              {hint && (
                <p className="dim">
                  <Words text={sentence(hint)} />
                </p>
              )}
            </li>
          ))}
        </ul>
      </Fact>
      <Fact term="Proven">
        {proven
          ? `Everything up to ${proven.at ? exactTime(proven.at) : "its beginning"} (entry ${figure(proven.entry)}, revision ${figure(proven.revision)})`
          : is_tried
            ? "Nothing"
            : "Not known"}
      </Fact>
      {lost_entries != null && (
        <Fact term="Lost">
          {lost_entries === 0 ? "No entry that is known of" : `${count(lost_entries, "entry", "entries")} after that`}
        </Fact>
      )}
      <Fact term="Backups">
        {backups.length === 0 ? (
          "None is known on this machine"
        ) : (
          <ul className={classes.list}>
            {backups.map((backup) => (
              <li key={backup.path}>
                {backupReach(backup)}
                <p className="mono faint">{backup.path}</p>
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </Facts>
  );
}

/** "Everything up to 23 Nov 2026, 18:00 (revision 380)" */
export function backupReach({ made_at, revision }: KnownBackup): string {
  return `Everything up to ${exactTime(made_at)}${revision == null ? "" : ` (revision ${figure(revision)})`}`;
}
