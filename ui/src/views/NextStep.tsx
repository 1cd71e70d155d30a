import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useRefusal } from "@/shared/me";
import { useCommand } from "@/shared/query";
import classes from "./NextStep.module.css";

/** The one step that makes a new directory useful. Disappears once it is done. */
export function NextStep() {
  const navigate = useNavigate();
  const refusal = useRefusal();
  const { data: directory } = useCommand("directory.show", {});
  if (!directory || directory.clients > 0 || refusal("client.create")) return null;
  return (
    <section className={classes.step} aria-label="Next step">
      <p>
        <strong>Next:</strong> let one of your own apps trust this directory.
      </p>
      <Button size="compact-sm" onClick={() => void navigate({ to: "/apps/all", search: { open: "new" } })}>
        Add your first local app
      </Button>
    </section>
  );
}
