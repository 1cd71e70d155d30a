import { useNavigate } from "@tanstack/react-router";
import { ActButton } from "@/shared/ActButton";
import { useRefusal } from "@/shared/me";
import { useCommand } from "@/shared/query";
import classes from "./NextStep.module.css";

/** The one step that makes a new directory useful: first people, then an app. Disappears once both are there. */
export function NextStep() {
  const navigate = useNavigate();
  const refusal = useRefusal();
  const { data: directory } = useCommand("directory.show", {});
  if (!directory) return null;
  if (directory.users <= 1 && refusal("user.create") === null) {
    return (
      <section className={classes.step} aria-label="Next step">
        <p>
          <strong>Next:</strong> bring your people in.
        </p>
        <div className={classes.acts}>
          <ActButton command="import.people" size="compact-sm" onClick={() => void navigate({ to: "/data/import" })}>
            Import people
          </ActButton>
          <ActButton
            command="user.create"
            size="compact-sm"
            onClick={() => void navigate({ to: "/people", search: { open: "new" } })}
          >
            Add a person
          </ActButton>
        </div>
      </section>
    );
  }
  if (directory.clients > 0 || refusal("client.create") !== null) return null;
  return (
    <section className={classes.step} aria-label="Next step">
      <p>
        <strong>Next:</strong> connect your first app.
      </p>
      <ActButton
        command="client.create"
        size="compact-sm"
        onClick={() => void navigate({ to: "/apps/all", search: { open: "new" } })}
      >
        Add app
      </ActButton>
    </section>
  );
}
