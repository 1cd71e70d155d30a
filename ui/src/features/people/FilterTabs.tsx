import { TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { changePreferences, usePreferences } from "@/shared/preferences";
import classes from "./FilterTabs.module.css";

const PRESETS = [
  { name: "Everyone", filter: "" },
  { name: "Active", filter: "is:active" },
  { name: "Admins", filter: "is:superuser" },
  { name: "Disabled", filter: "is:disabled" },
  { name: "Deleted", filter: "is:deleted" },
];

/** The filter if it has a tab, also one of the person's own. */
export function tabOf(filter: string, savedFilters: { filter: string }[]): string | undefined {
  return [...PRESETS, ...savedFilters].find((tab) => tab.filter === filter.trim())?.filter;
}

interface FilterTabsProps {
  filter: string;
  onChange(filter: string): void;
}

/** Named filters: five common ones, and the person's own. */
export function FilterTabs({ filter, onChange }: FilterTabsProps) {
  const { savedFilters } = usePreferences();
  const [name, setName] = useState<string | null>(null);
  const current = filter.trim();
  const isNamed = [...PRESETS, ...savedFilters].some((tab) => tab.filter === current);

  function save() {
    if (name?.trim()) changePreferences({ savedFilters: [...savedFilters, { name: name.trim(), filter: current }] });
    setName(null);
  }

  return (
    <nav className={classes.tabs} aria-label="Filters">
      {[...PRESETS, ...savedFilters].map((tab) => (
        <button
          key={`${tab.name} ${tab.filter}`}
          type="button"
          className={classes.tab}
          aria-current={tab.filter === current ? "true" : undefined}
          title={tab.filter}
          onClick={() => onChange(tab.filter)}
        >
          {tab.name}
        </button>
      ))}
      {savedFilters.some((tab) => tab.filter === current) && (
        <button
          type="button"
          className={classes.tool}
          aria-label="Forget this filter"
          onClick={() => changePreferences({ savedFilters: savedFilters.filter((tab) => tab.filter !== current) })}
        >
          <IconX size={14} aria-hidden />
        </button>
      )}
      {!isNamed && name === null && (
        <button type="button" className={classes.tool} onClick={() => setName("")}>
          <IconPlus size={14} aria-hidden />
          Save filter
        </button>
      )}
      {name !== null && (
        <TextInput
          size="xs"
          aria-label="Name of the filter"
          placeholder="Name, then Enter"
          value={name}
          autoFocus
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === "Enter") save();
            if (event.key !== "Escape") return;
            event.preventDefault();
            setName(null);
          }}
        />
      )}
    </nav>
  );
}
