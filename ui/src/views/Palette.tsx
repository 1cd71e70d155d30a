import { Spotlight, spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { type Action, currentActions } from "@/shared/actions";
import { fuzzyScore } from "@/shared/fuzzy";
import { Kbd } from "@/shared/Kbd";
import { keysOf } from "@/shared/keys";
import { useLayer } from "@/shared/layers";
import { BACKDROP } from "@/shared/theme";
import classes from "./Palette.module.css";

const SHOWN_MAX = 30;

/** Every current action, found by a few letters. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const [query, setQuery] = useState("");
  const [actions, setActions] = useState<Action[]>([]);

  useLayer(isOpen, () => spotlight.close(), { givesBack: true });

  useEffect(() => {
    if (!isOpen) return;
    setActions(currentActions().filter((action) => action.id !== "palette"));
    setQuery("");
    spotlight.open();
  }, [isOpen]);

  const found = actions
    .map((action) => ({ action, score: fuzzyScore(query, action.label) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN_MAX)
    .map(({ action }) => action);

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      // The frame opens it: its shortcut is listed there with all others.
      shortcut={null}
      lockScroll={false}
      yOffset="min(80px, calc(8vh / var(--zoom, 1)))"
      // Ready for the next key at once.
      transitionProps={{ duration: 0 }}
      radius={8}
      overlayProps={{ blur: 0, backgroundOpacity: BACKDROP }}
      attributes={{ content: { "aria-label": "Command palette" } }}
      classNames={{ content: classes.content }}
    >
      <Spotlight.Search
        placeholder="What do you want to do?"
        aria-label="Search actions"
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <Spotlight.ActionsList className={classes.list}>
        {found.map(({ id, label, group, keys, refusal, run }) => (
          <Spotlight.Action
            key={id}
            disabled={Boolean(refusal)}
            title={refusal ?? undefined}
            onClick={run}
            className={classes.action}
          >
            <span className={classes.group}>{group}</span>
            <span className="cut">{label}</span>
            {keysOf({ keys })[0] !== undefined && <Kbd keys={keysOf({ keys })[0] ?? ""} />}
          </Spotlight.Action>
        ))}
        {found.length === 0 && <Spotlight.Empty>Nothing like that</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
