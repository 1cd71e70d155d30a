import { useMantineColorScheme } from "@mantine/core";
import { useActions } from "@/shared/actions";
import { changePreferences } from "@/shared/preferences";
import { t } from "@/texts";

/** Themes and row heights, for the palette. */
export function useLookActions() {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const group = t("frame.group.look");
  useActions([
    { id: "theme.auto", label: t("frame.act.theme_system"), group, run: () => setColorScheme("auto") },
    { id: "theme.light", label: t("frame.act.theme_light"), group, run: () => setColorScheme("light") },
    { id: "theme.dark", label: t("frame.act.theme_dark"), group, run: () => setColorScheme("dark") },
    {
      id: "rows.normal",
      label: t("frame.act.rows_normal"),
      group,
      run: () => changePreferences({ density: "normal" }),
    },
    {
      id: "rows.compact",
      label: t("frame.act.rows_compact"),
      group,
      run: () => changePreferences({ density: "compact" }),
    },
  ]);
}
