import { useMantineColorScheme } from "@mantine/core";
import { useActions } from "@/shared/actions";
import { changePreferences } from "@/shared/preferences";

/** Themes and row heights, for the palette. */
export function useLookActions() {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const group = "Look";
  useActions([
    { id: "theme.auto", label: "Theme of the system", group, run: () => setColorScheme("auto") },
    { id: "theme.light", label: "Light theme", group, run: () => setColorScheme("light") },
    { id: "theme.dark", label: "Dark theme", group, run: () => setColorScheme("dark") },
    { id: "rows.normal", label: "Normal row height", group, run: () => changePreferences({ density: "normal" }) },
    { id: "rows.compact", label: "Compact row height", group, run: () => changePreferences({ density: "compact" }) },
  ]);
}
