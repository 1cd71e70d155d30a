import type { RepairResponse } from "@/bindings/wire";
import { MendedPage } from "@/features/restore/MendedPage";
import { Fact } from "@/shared/Facts";
import { sentence } from "@/shared/sentence";
import { Trans, t } from "@/texts";
import { momentOf } from "./KnownBackups";

interface RepairedPageProps {
  result: RepairResponse;
  onDone(): void;
}

/** What was lost, and the backup that may have it. */
export function RepairedPage({ result: { given_up, backup, replaced }, onDone }: RepairedPageProps) {
  return (
    <MendedPage title={t("repair.repaired")} lead={t("repair.repaired_about")} replaced={replaced} onDone={onDone}>
      <Fact term={t("repair.lost")}>
        {given_up.length === 0 ? (
          t("repair.nothing")
        ) : (
          <ul>
            {given_up.map((what) => (
              <li key={what}>{sentence(what)}</li>
            ))}
          </ul>
        )}
      </Fact>
      {backup && (
        <Fact term={t("repair.newest")}>
          <Trans
            i18nKey="repair.newest_about"
            values={{ moment: momentOf(backup) }}
            components={{ path: <span className="mono">{backup.path}</span> }}
          />
        </Fact>
      )}
    </MendedPage>
  );
}
