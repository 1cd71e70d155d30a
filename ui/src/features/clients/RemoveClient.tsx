import { Button, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ClientRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import classes from "./ClientForm.module.css";

/** Removing an app signs its users out, and an undo does not sign them in again: so the name has to be typed. */
export function RemoveClient({ client, onRemoved }: { client: ClientRow; onRemoved(): void }) {
  const act = useAct();
  const task = useTask();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");

  function remove() {
    task.run(async () => {
      await act("client.delete", { client: client.id }, `Removed ${client.name}`);
      onRemoved();
    });
  }

  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={300} trapFocus withRoles={false}>
      <Popover.Target>
        <span>
          <ActButton command="client.delete" color="red" onClick={() => setOpen(!isOpen)}>
            Remove…
          </ActButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Remove this app">
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            remove();
          }}
        >
          <p>Its refresh tokens end at once. Access tokens already given out stay good until they expire.</p>
          <TextInput
            label={`Type ${client.name} to remove it`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            spellCheck={false}
            data-autofocus
          />
          <ErrorNote error={task.error} />
          <Button type="submit" variant="filled" color="red" loading={task.isBusy} disabled={typed !== client.name}>
            Remove app
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
