import type { Damage } from "@/bindings/wire";
import { Fact, Facts } from "@/shared/Facts";
import { sentence } from "@/shared/sentence";
import { exactTime } from "@/shared/time";
import { Words } from "@/shared/Words";
import { t } from "@/texts";
import classes from "./DamageReport.module.css";
import { KnownBackups } from "./KnownBackups";

/** What is damaged, what is lost, and which backups exist or are missing from their place. */
export function DamageReport({ damage }: { damage: Damage }) {
  const { findings, is_tried, proven, lost_entries } = damage;
  return (
    <Facts>
      <Fact term={t("repair.damaged")}>
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
      <Fact term={t("repair.verified")}>
        {proven ? provenWords(proven) : t(is_tried ? "repair.nothing" : "repair.unknown")}
      </Fact>
      {proven && (
        <Fact term={t("repair.lost")}>
          {lost_entries == null ? t("repair.lost_unknown") : t("repair.lost_entries", { count: lost_entries })}
        </Fact>
      )}
      <KnownBackups damage={damage} />
    </Facts>
  );
}

function provenWords({ at, entry, revision }: NonNullable<Damage["proven"]>): string {
  return at
    ? t("repair.verified_up_to", { time: exactTime(at), entry, revision })
    : t("repair.verified_beginning", { entry, revision });
}
