import { Select, Tooltip } from "@mantine/core";
import { useState } from "react";
import type { CommandName } from "@/host/host";
import { useRefusal } from "./me";
import { useCommand } from "./query";

interface PersonPickerProps {
  label: string;
  /** The command that picking performs. */
  command: CommandName;
  /** The chosen person; without it the field empties after each choice. */
  login?: string | null;
  onPick(login: string): void;
}

const OFFERED_MAX = 20;

/** Finds an active person while typing; the directory searches. */
export function PersonPicker({ label, command, login = null, onPick }: PersonPickerProps) {
  const refusal = useRefusal()(command);
  const [search, setSearch] = useState("");
  // A chosen person stands in the field as "Name (login)", which is nothing to search for.
  const words = search.includes("(") ? "" : search.trim();
  const { data } = useCommand("user.list", {
    filter: `is:active ${words}`.trim(),
    sort: "login",
    descending: false,
    page: { offset: 0, limit: OFFERED_MAX },
  });
  const offered = (data?.rows ?? []).map((user) => ({
    value: user.login,
    label: user.display_name === user.login ? user.login : `${user.display_name} (${user.login})`,
  }));
  const pick = (value: string | null) => {
    if (value === null) return;
    onPick(value);
    if (login === null) setSearch("");
  };
  const isListed = login === null || offered.some((option) => option.value === login);
  return (
    <Tooltip label={refusal} disabled={!refusal} multiline w={260}>
      <Select
        size="xs"
        aria-label={label}
        placeholder={label}
        data={isListed ? offered : [...offered, { value: login, label: login }]}
        value={login}
        searchable
        disabled={refusal !== null}
        filter={({ options }) => options}
        searchValue={login === null ? search : undefined}
        onSearchChange={setSearch}
        nothingFoundMessage="Nobody found"
        onChange={pick}
      />
    </Tooltip>
  );
}
