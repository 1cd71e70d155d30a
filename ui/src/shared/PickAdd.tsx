import { Select, Tooltip } from "@mantine/core";
import { useState } from "react";
import type { CommandName } from "@/host/host";
import { useRefusal } from "./me";

interface PickAddProps {
  /** Also the placeholder: "Add to group". */
  label: string;
  /** The command that picking performs. */
  command: CommandName;
  options: { value: string; label: string }[] | string[];
  onPick(value: string): void;
}

/** A search field that acts on the picked item and is empty again. */
export function PickAdd({ label, command, options, onPick }: PickAddProps) {
  const refusal = useRefusal()(command);
  const [search, setSearch] = useState("");
  const pick = (value: string | null) => {
    if (value === null) return;
    onPick(value);
    setSearch("");
  };
  return (
    <Tooltip label={refusal} disabled={!refusal} multiline w={260}>
      <Select
        size="xs"
        aria-label={label}
        placeholder={label}
        data={options}
        value={null}
        searchable
        limit={50}
        disabled={refusal !== null}
        nothingFoundMessage="Nothing found"
        searchValue={search}
        onSearchChange={setSearch}
        onChange={pick}
      />
    </Tooltip>
  );
}
