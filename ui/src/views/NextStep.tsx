import { useNavigate } from "@tanstack/react-router";
import { ActButton } from "@/shared/ActButton";
import { useRefusal } from "@/shared/me";
import { useCommand } from "@/shared/query";
import { Trans, t } from "@/texts";
import classes from "./NextStep.module.css";

/** The one step that makes a new directory useful: first people, then an app. Disappears once both are there. */
export function NextStep() {
  const navigate = useNavigate();
  const refusal = useRefusal();
  const { data: directory } = useCommand("directory.show", {});
  if (!directory) return null;
  if (directory.users <= 1 && refusal("user.create") === null) {
    return (
      <section className={classes.step} aria-label={t("frame.next.title")}>
        <p>
          <Trans i18nKey="frame.next.people" components={{ b: <strong /> }} />
        </p>
        <div className={classes.acts}>
          <ActButton command="import.people" size="compact-sm" onClick={() => void navigate({ to: "/data/import" })}>
            {t("frame.next.import")}
          </ActButton>
          <ActButton
            command="user.create"
            size="compact-sm"
            onClick={() => void navigate({ to: "/people", search: { open: "new" } })}
          >
            {t("frame.next.add_person")}
          </ActButton>
        </div>
      </section>
    );
  }
  if (directory.clients > 0 || refusal("client.create") !== null) return null;
  return (
    <section className={classes.step} aria-label={t("frame.next.title")}>
      <p>
        <Trans i18nKey="frame.next.app" components={{ b: <strong /> }} />
      </p>
      <ActButton
        command="client.create"
        size="compact-sm"
        onClick={() => void navigate({ to: "/apps/all", search: { open: "new" } })}
      >
        {t("frame.act.add_app")}
      </ActButton>
    </section>
  );
}
