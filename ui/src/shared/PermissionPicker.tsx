import { useState } from "react";
import type { PermissionRow } from "@/bindings/wire";
import type { CommandName } from "@/host/host";
import { t } from "@/texts";
import { permissionLabel } from "@/texts/host";
import { useRefusal } from "./me";
import { Pick } from "./Pick";
import type { PickOption } from "./pickOptions";
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

/** As it reads on the screens, with its code beneath. */
export function permissionOption(row: PermissionRow): PickOption {
  const { permission } = row;
  const label = permissionLabel(permission, row.label);
  return label === "" || label === permission
    ? { value: permission, label: permission }
    : { value: permission, label, note: permission };
}

/** Offers the known permissions, and accepts a new one as typed. */
export function PermissionPicker({ command, taken, onPick }: PermissionPickerProps) {
  const { data } = useCommand("permission.list", {});
  const run = useRun();
  const task = useTask();
  const refusal = useRefusal();
  const [search, setSearch] = useState("");
  const known = data?.permissions ?? [];
  const isKnown = (permission: string) => known.some((row) => row.permission === permission);
  const typed = search.trim();
  const isNew = PERMISSION.test(typed) && !isKnown(typed) && refusal("permission.add") === null;

  function pick(permission: string) {
    task.run(async () => {
      if (!isKnown(permission)) await run("permission.add", { permission, label: "" });
      onPick(permission);
    });
  }

  return (
    <Pick
      label={t("shared.pick.grant")}
      command={command}
      options={[
        ...known.filter(({ permission }) => !taken.includes(permission)).map(permissionOption),
        ...(isNew ? [{ value: typed, label: t("shared.pick.new", { permission: typed }) }] : []),
      ]}
      error={task.error?.message}
      nothing={t("shared.pick.no_permission")}
      onSearch={setSearch}
      onPick={pick}
    />
  );
}
