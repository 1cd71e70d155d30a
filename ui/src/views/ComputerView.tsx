import { SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import { Line, Page, Part } from "@/shared/Page";
import { changePreferences, type Preferences, usePreferences } from "@/shared/preferences";
import { Screen } from "@/shared/Screen";

/** The look of the window on this computer. */
export function ComputerView() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const preferences = usePreferences();
  return (
    <Screen title="Settings">
      <Page>
        <Part title="Look" about="Kept on this computer only; others choose for themselves.">
          <Line term="Theme">
            <SegmentedControl
              size="xs"
              aria-label="Theme"
              value={colorScheme}
              onChange={(next) => setColorScheme(next as typeof colorScheme)}
              data={[
                { value: "auto", label: "System" },
                { value: "light", label: "Light" },
                { value: "dark", label: "Dark" },
              ]}
            />
          </Line>
          <Line term="Row height">
            <SegmentedControl
              size="xs"
              aria-label="Row height"
              value={preferences.density}
              onChange={(density) => changePreferences({ density: density as Preferences["density"] })}
              data={[
                { value: "normal", label: "Normal" },
                { value: "compact", label: "Compact" },
              ]}
            />
          </Line>
        </Part>
        <Part title="Command line" about="The foot of a screen shows the command that does the same.">
          <Line term="Matching command">
            <Switch
              size="sm"
              aria-label="Show the matching command"
              checked={preferences.showsCommandLines}
              onChange={(event) => changePreferences({ showsCommandLines: event.currentTarget.checked })}
            />
          </Line>
        </Part>
      </Page>
    </Screen>
  );
}
