import { useMediaQuery } from "@mantine/hooks";

/** Whether the window is so narrow that the navigation is a row of icons, and tabs are a menu. */
export function useIsNarrow(): boolean {
  return useMediaQuery("(max-width: 899px)", false, { getInitialValueInEffect: false }) ?? false;
}
