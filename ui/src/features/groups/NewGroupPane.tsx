import { Button, MultiSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { GroupRow } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import { useCommand, useTask } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import classes from "./GroupPane.module.css";

interface NewGroupPaneProps {
  onCreated(group: GroupRow): void;
  onClose(): void;
}

export function NewGroupPane({ onCreated, onClose }: NewGroupPaneProps) {
  const { data } = useCommand("permission.list", {});
  const act = useAct();
  const task = useTask();
  const [name, setName] = useState("");
  const [permissions, setPermissions] = useState<string[]>([]);

  function create() {
    task.run(async () => {
      const group = await act("group.create", { name: name.trim(), permissions }, (made) => `Created ${made.name}`);
      onCreated(group);
    });
  }

  return (
    <Pane label="New group" onClose={onClose}>
      <h2 className={classes.title}>New group</h2>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextInput label="Group name" value={name} onChange={(event) => setName(event.currentTarget.value)} autoFocus />
        <MultiSelect
          label="Grants"
          description="What its members may do. More can be granted later."
          data={(data?.permissions ?? []).map((row) => row.permission)}
          value={permissions}
          onChange={setPermissions}
          placeholder={permissions.length === 0 ? "nothing yet" : undefined}
          searchable
          limit={50}
        />
        <ErrorNote error={task.error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={task.isBusy} disabled={name.trim() === ""}>
            Create group
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Pane>
  );
}
