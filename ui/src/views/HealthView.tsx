import { ClockPart } from "@/features/health/ClockPart";
import { StoredData } from "@/features/health/StoredData";
import { cli } from "@/shared/cli";
import { Page } from "@/shared/Page";
import { Screen } from "@/shared/Screen";
import { t } from "@/texts";

/** Whether what is stored can be read, and whether time is right. */
export function HealthView() {
  return (
    <Screen title={t("frame.item.data")} cli={cli("doctor")}>
      <Page>
        <StoredData />
        <ClockPart />
      </Page>
    </Screen>
  );
}
