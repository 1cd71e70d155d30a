import { useNavigate } from "@tanstack/react-router";
import { ImportForm } from "@/features/import/ImportForm";
import { cli } from "@/shared/cli";
import { Page, Part } from "@/shared/Page";
import { Screen } from "@/shared/Screen";
import { t } from "@/texts";

/** Brings people in from elsewhere. */
export function ImportView() {
  const navigate = useNavigate();
  return (
    <Screen title={t("frame.item.data")} cli={cli("import", "django", "FILE")}>
      <Page>
        <Part title={t("views.import.from_django")} about={t("views.import.about")}>
          <ImportForm onImported={() => void navigate({ to: "/people" })} />
        </Part>
      </Page>
    </Screen>
  );
}
