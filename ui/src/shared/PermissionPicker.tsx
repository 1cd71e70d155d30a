import { Select, Tooltip } from "@mantine/core";
import { useState } from "react";
import type { CommandName } from "@/host/host";
import { useRefusal } from "./me";
import { useCommand, useRun, useTask } from "./query";

interface PermissionPickerProps {
  /** The command that picking performs. */
  command: CommandName;
  /** Permissions that are already granted. */
  taken: string[];
  onPick(permission: string): void;
}

/** `app.codename`, the form of every permission. */
const PERMISSION = /^\w+\.\w+$/;

/** Offers the known permissions, and accepts a new one as typed. */
export function PermissionPicker({ command, taken, onPick }: PermissionPickerProps) {
  const { data } = useCommand("permission.list", {});
  const run = useRun();
  const task = useTask();
  const refusal = useRefusal();
  const [search, setSearch] = useState("");
  const reason = refusal(command);
  const known = (data?.permissions ?? []).map((row) => row.permission);
  const typed = search.trim();
  const isNew = PERMISSION.test(typed) && !known.includes(typed) && refusal("permission.add") === null;

  function pick(permission: string) {
    task.run(async () => {
      if (!known.includes(permission)) await run("permission.add", { permission, label: "" });
      onPick(permission);
    });
  }

  return (
    <Tooltip label={reason} disabled={!reason} multiline w={260}>
      <Select
        size="xs"
        aria-label="Grant permission"
        placeholder="Grant permission"
        data={[
          ...known.filter((permission) => !taken.includes(permission)),
          ...(isNew ? [{ value: typed, label: `${typed} (new)` }] : []),
        ]}
        value={null}
        searchable
        limit={50}
        disabled={reason !== null}
        error={task.error?.message}
        nothingFoundMessage="No such permission. Type app.codename to create it."
        onSearchChange={setSearch}
        onChange={(value) => value !== null && pick(value)}
      />
    </Tooltip>
  );
}
