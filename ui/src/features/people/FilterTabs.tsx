import { TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { changePreferences, usePreferences } from "@/shared/preferences";
import { t } from "@/texts";
import classes from "./FilterTabs.module.css";

const PRESETS = [
  { name: t("people.everyone"), filter: "" },
  { name: t("people.active"), filter: "is:active" },
  { name: t("people.admins"), filter: "is:superuser" },
  { name: t("people.disabled"), filter: "is:disabled" },
  { name: t("people.deleted"), filter: "is:deleted" },
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
    <nav className={classes.tabs} aria-label={t("people.filters")}>
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
          aria-label={t("people.delete_filter")}
          onClick={() => changePreferences({ savedFilters: savedFilters.filter((tab) => tab.filter !== current) })}
        >
          <IconX size={14} aria-hidden />
        </button>
      )}
      {!isNamed && name === null && (
        <button type="button" className={classes.tool} onClick={() => setName("")}>
          <IconPlus size={14} aria-hidden />
          {t("people.save_filter")}
        </button>
      )}
      {name !== null && (
        <TextInput
          size="xs"
          aria-label={t("people.filter_name")}
          placeholder={t("people.filter_name_example")}
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
