import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { type Action, currentActions } from "@/shared/actions";
import { Kbd } from "@/shared/Kbd";
import { keysOf } from "@/shared/keys";
import { useLayer } from "@/shared/layers";
import { BACKDROP } from "@/shared/theme";
import { wordScore } from "@/shared/wordMatch";
import { t } from "@/texts";
import classes from "./Palette.module.css";
import { useThings } from "./useThings";

const SHOWN_MAX = 30;
const [store, spotlight] = createSpotlight();

/** Every current action, and the people, groups and apps there are, found by the beginnings of their words. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const [query, setQuery] = useState("");
  const [actions, setActions] = useState<Action[]>([]);

  useLayer(isOpen, () => spotlight.close(), { givesBack: true });

  // The lock takes it away; it is not there again afterwards.
  useEffect(() => () => spotlight.close(), []);

  useEffect(() => {
    if (!isOpen) return;
    setActions(currentActions().filter((action) => action.id !== "palette"));
    setQuery("");
    spotlight.open();
  }, [isOpen]);

  const things = useThings(query, isOpen);
  const found = actions
    .map((action) => ({ action, score: wordScore(query, action.label) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ action }) => action)
    .concat(things)
    .slice(0, SHOWN_MAX);
  const drawn = found.map(({ id }) => id).join("\n");

  // The first is active again whenever others are found, also those that the directory has found a moment later.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever others are found
  useEffect(() => {
    const list = document.querySelector("[data-palette]");
    list?.querySelector("[data-selected]")?.removeAttribute("data-selected");
    list?.querySelector("[data-action]")?.setAttribute("data-selected", "true");
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [drawn]);

  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      // The frame opens it: its shortcut is listed there with all others.
      shortcut={null}
      lockScroll={false}
      yOffset="min(80px, 8vh / var(--zoom, 1))"
      // Ready for the next key at once.
      transitionProps={{ duration: 0 }}
      radius={8}
      overlayProps={{ blur: 0, backgroundOpacity: BACKDROP }}
      attributes={{ content: { "aria-label": t("frame.palette.title") } }}
      classNames={{ content: classes.content }}
    >
      <Spotlight.Search
        placeholder={t("frame.palette.find")}
        aria-label={t("frame.palette.label")}
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <Spotlight.ActionsList className={classes.list} data-palette>
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
        {found.length === 0 && <Spotlight.Empty>{t("frame.palette.nothing")}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
