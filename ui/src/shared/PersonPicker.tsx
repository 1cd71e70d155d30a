import { useState } from "react";
import type { CommandName } from "@/host/host";
import { t } from "@/texts";
import { Pick } from "./Pick";
import { useCommand } from "./query";

interface PersonPickerProps {
  label: string;
  /** The command that picking performs. */
  command: CommandName;
  /** The chosen person; without it the field empties after each choice. */
  login?: string;
  onPick(login: string): void;
}

const OFFERED_MAX = 20;

/** Finds an active person while typing; the directory searches. */
export function PersonPicker({ label, command, login, onPick }: PersonPickerProps) {
  const [search, setSearch] = useState("");
  const { data, isPending } = useCommand("user.list", {
    filter: `is:active ${search}`.trim(),
    sort: "login",
    descending: false,
    page: { offset: 0, limit: OFFERED_MAX },
  });
  const offered = (data?.rows ?? []).map((user) => ({
    value: user.login,
    label: user.display_name,
    note: user.display_name === user.login ? undefined : user.login,
  }));
  return (
    <Pick
      label={label}
      command={command}
      options={offered}
      total={data?.matched ?? 0}
      isLooking={isPending}
      nothing={t("shared.pick.nobody")}
      only={login}
      onSearch={setSearch}
      onPick={onPick}
    />
  );
}
