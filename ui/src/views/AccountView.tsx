import { useNavigate } from "@tanstack/react-router";
import { PasswordPart } from "@/features/account/PasswordPart";
import { ProfilePart } from "@/features/account/ProfilePart";
import { SessionsPart } from "@/features/account/SessionsPart";
import { useWindowTitle } from "@/features/session/windowTitle";
import { cli } from "@/shared/cli";
import { ErrorNote } from "@/shared/ErrorNote";
import { useRefusal } from "@/shared/me";
import { Page } from "@/shared/Page";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { t } from "@/texts";

/** The signed-in person's own account: for everyone, whatever their permissions. */
export function AccountView() {
  useWindowTitle(t("frame.my_account"));
  const navigate = useNavigate();
  const refusal = useRefusal();
  const { data: detail, error } = useCommand("account.show", {});
  const mayEdit = refusal(["user.list", "user.update"]) === null;
  return (
    <Screen title={t("frame.my_account")} cli={cli("account", "show")}>
      <ErrorNote error={error} />
      {detail && (
        <Page>
          <ProfilePart
            detail={detail}
            onEdit={mayEdit ? () => void navigate({ to: "/people", search: { open: detail.user.id } }) : undefined}
          />
          <PasswordPart detail={detail} />
          <SessionsPart />
        </Page>
      )}
    </Screen>
  );
}
