import { useNavigate } from "@tanstack/react-router";
import { useActions } from "@/shared/actions";
import { useRefusal } from "@/shared/me";
import { t } from "@/texts";
import { items, keysTo, places } from "./screens";
import { useLookActions } from "./useLookActions";
import { useUndoLast } from "./useUndoLast";
import { useUsable } from "./useUsable";

/** What keys and palette do on every screen: go to another, undo, change the look. */
export function useFrameKeys() {
  const navigate = useNavigate();
  const refusal = useRefusal();
  const usable = useUsable();
  const undoLast = useUndoLast();
  const shown = places.filter(({ tab }) => refusal(tab.needs) === null);
  useActions([
    ...items.map((item) => {
      const { entry, refusal } = usable(item);
      const run = () => void navigate({ to: entry.path });
      return {
        id: `go ${item.path}`,
        label: item.title,
        group: t("frame.group.go_to"),
        keys: keysTo(item),
        refusal,
        run,
      };
    }),
    ...shown
      .filter(({ item }) => item.tabs.length > 1)
      .map(({ item, tab }) => ({
        id: `tab ${tab.path}`,
        label: t("frame.tab.of_item", { item: item.title, tab: tab.title }),
        group: t("frame.group.go_to"),
        run: () => void navigate({ to: tab.path }),
      })),
    ...shown.flatMap(({ tab: { path, alias } }) =>
      alias === undefined
        ? []
        : [
            {
              id: `alias ${path}`,
              label: alias,
              group: t("frame.group.go_to"),
              run: () => void navigate({ to: path }),
            },
          ],
    ),
    {
      id: "account",
      label: t("frame.my_account"),
      group: t("frame.group.go_to"),
      run: () => void navigate({ to: "/account" }),
    },
    {
      id: "undo",
      label: t("frame.act.undo"),
      group: t("frame.item.activity"),
      keys: "mod+Z",
      refusal: refusal("undo.apply"),
      run: () => void undoLast(),
    },
  ]);
  useLookActions();
}
