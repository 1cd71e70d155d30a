import type { Damage } from "@/bindings/wire";
import { count, figure } from "@/shared/count";
import { Fact, Facts } from "@/shared/Facts";
import { sentence } from "@/shared/sentence";
import { exactTime } from "@/shared/time";
import { Words } from "@/shared/Words";
import classes from "./DamageReport.module.css";
import { KnownBackups } from "./KnownBackups";

/** What is damaged, what is lost, and which backups exist or are missing from their place. */
export function DamageReport({ damage }: { damage: Damage }) {
  const { findings, is_tried, proven, lost_entries } = damage;
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
            : "Unknown"}
      </Fact>
      {proven && (
        <Fact term="Lost">
          {lost_entries == null
            ? "What came after that, if anything did: how much is unknown"
            : `At least ${count(lost_entries, "entry", "entries")} after that`}
        </Fact>
      )}
      <KnownBackups damage={damage} />
    </Facts>
  );
}
