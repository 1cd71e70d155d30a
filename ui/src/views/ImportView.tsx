import { useNavigate } from "@tanstack/react-router";
import { ImportForm } from "@/features/import/ImportForm";
import { cli } from "@/shared/cli";
import { Page, Part } from "@/shared/Page";
import { Screen } from "@/shared/Screen";

/** Brings people in from elsewhere. */
export function ImportView() {
  const navigate = useNavigate();
  return (
    <Screen title="Data" cli={cli("import", "django", "FILE")}>
      <Page>
        <Part
          title="From a Django site"
          about="People, groups, permissions and passwords. Everyone keeps their password. You see a preview before anything is changed."
        >
          <ImportForm onImported={() => void navigate({ to: "/people" })} />
        </Part>
      </Page>
    </Screen>
  );
}
