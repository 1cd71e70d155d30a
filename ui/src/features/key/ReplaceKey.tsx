import { Button, Popover } from "@mantine/core";
import { useState } from "react";
import type { ClientRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { useLayer } from "@/shared/layers";
import { useRun, useTask } from "@/shared/query";
import { toast } from "@/shared/toast";
import classes from "./ReplaceKey.module.css";

/** Replaces the secret of one app, or every signing key. It cannot be undone: a replaced key never signs again. */
export function ReplaceKey({ client }: { client?: ClientRow }) {
  const run = useRun();
  const task = useTask();
  const [isOpen, setOpen] = useState(false);
  useLayer(isOpen, () => setOpen(false), { givesBack: true });
  const isSecret = client?.algorithm === "HS256";
  const what = isSecret ? "secret" : client ? "key" : "keys";

  function replace() {
    task.run(async () => {
      if (isSecret) {
        await run("client.rotate_secret", { client: client.id });
        toast(`Replaced the secret. Export the config of ${client.name} again: until then it refuses every token.`);
      } else {
        const { export_anew } = await run("key.rotate", { algorithm: client?.algorithm ?? null });
        toast(
          export_anew.length === 0
            ? "Replaced the keys."
            : `Replaced the ${what}. Export the configs again: ${export_anew.join(", ")}`,
        );
      }
      setOpen(false);
    });
  }

  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      returnFocus
      position="bottom-end"
      width={300}
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <span>
          <ActButton command={isSecret ? "client.rotate_secret" : "key.rotate"} onClick={() => setOpen(!isOpen)}>
            Replace the {what}…
          </ActButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={`Replace the ${what}`}>
        <div className={classes.form}>
          <p>
            {isSecret
              ? "Tokens signed with the secret before are refused at once. The app needs its config exported again."
              : "New tokens are signed with a new key. The key before stays valid for another day. Apps refuse new tokens until their config is exported again."}
          </p>
          <ErrorNote error={task.error} />
          <Button variant="filled" loading={task.isBusy} onClick={replace} data-autofocus>
            Replace
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
