import { SegmentedControl, Select, Switch, useMantineColorScheme } from "@mantine/core";
import { useHasDrafts } from "@/shared/drafts";
import { Line, Page, Part } from "@/shared/Page";
import { changePreferences, type Preferences, usePreferences } from "@/shared/preferences";
import { Screen } from "@/shared/Screen";
import { t } from "@/texts";
import { chooseLanguage, chosenLanguage, LANGUAGES, type Language } from "@/texts/language";

/** The choice that follows the system. */
const SYSTEM = "system";

/** The look of the window on this computer. */
export function ComputerView() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const preferences = usePreferences();
  return (
    <Screen title={t("frame.item.settings")}>
      <Page>
        <Part title={t("settings.look")} about={t("settings.look_about")}>
          <LanguageLine />
          <Line term={t("settings.theme")}>
            <SegmentedControl
              size="xs"
              aria-label={t("settings.theme")}
              value={colorScheme}
              onChange={(next) => setColorScheme(next as typeof colorScheme)}
              data={[
                { value: "auto", label: t("settings.system") },
                { value: "light", label: t("settings.theme_light") },
                { value: "dark", label: t("settings.theme_dark") },
              ]}
            />
          </Line>
          <Line term={t("settings.row_height")}>
            <SegmentedControl
              size="xs"
              aria-label={t("settings.row_height")}
              value={preferences.density}
              onChange={(density) => changePreferences({ density: density as Preferences["density"] })}
              data={[
                { value: "normal", label: t("settings.rows_normal") },
                { value: "compact", label: t("settings.rows_compact") },
              ]}
            />
          </Line>
        </Part>
        <Part title={t("settings.command_line")} about={t("settings.command_line_about")}>
          <Line term={t("settings.matching_command")}>
            <Switch
              size="sm"
              aria-label={t("settings.show_matching_command")}
              checked={preferences.showsCommandLines}
              onChange={(event) => changePreferences({ showsCommandLines: event.currentTarget.checked })}
            />
          </Line>
        </Part>
      </Page>
    </Screen>
  );
}

/** The page loads again in the language that is chosen, which forgets drafts: it says so while there are any. */
function LanguageLine() {
  const hasDrafts = useHasDrafts();
  return (
    <Line term={t("settings.language")}>
      <Select
        size="xs"
        aria-label={t("settings.language")}
        value={chosenLanguage ?? SYSTEM}
        onChange={(next) => next !== null && chooseLanguage(next === SYSTEM ? null : (next as Language))}
        data={[
          { value: SYSTEM, label: t("settings.system") },
          ...Object.entries(LANGUAGES).map(([value, label]) => ({ value, label })),
        ]}
      />
      {hasDrafts && <p className="dim">{t("settings.language_loses")}</p>}
    </Line>
  );
}
