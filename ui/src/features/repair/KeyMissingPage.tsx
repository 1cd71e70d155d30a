import { Button } from "@mantine/core";
import type { HomeStatus } from "@/bindings/wire";
import { EntryPage } from "@/features/session/EntryPage";
import { Fact, Facts } from "@/shared/Facts";
import { Words } from "@/shared/Words";
import { t } from "@/texts";
import { KnownBackups } from "./KnownBackups";
import { LookAgain } from "./LookAgain";
import { RestoreWay } from "./RestoreWay";
import { Way } from "./Way";

interface KeyMissingPageProps {
  status: HomeStatus;
  onKit(): void;
  onRestore(): void;
}

/** The page for data without its key: what happened, and the ways on. The way that loses nothing comes first. */
export function KeyMissingPage({ status, onKit, onRestore }: KeyMissingPageProps) {
  const { damage, trouble, key_location, folder } = status;
  const place = key_location ?? "os_keychain";
  return (
    <EntryPage isWide title={t("repair.key_missing")} lead={t("repair.key_missing_about")} foot={folder}>
      <Facts>
        <Fact term={t("repair.kept")}>
          <Words text={t(`repair.place.${place}`)} />
        </Fact>
        <Fact term={t("repair.found")}>
          <Words text={trouble?.message ?? t(`repair.trouble.${place}`)} />
        </Fact>
        {damage && <KnownBackups damage={damage} />}
      </Facts>
      <Way
        title={t("key.restore")}
        action={
          <Button variant="filled" onClick={onKit}>
            {t("entry.have_kit")}
          </Button>
        }
      >
        {t("repair.kit_about")}
      </Way>
      <RestoreWay damage={damage} isFirst={false} onRestore={onRestore}>
        {t("repair.key_in_backup")}
      </RestoreWay>
      <LookAgain>
        <Words text={t(`repair.mend.${place}`)} />
      </LookAgain>
    </EntryPage>
  );
}
