import { Button, createTheme, Input, Switch, type VariantColorsResolver } from "@mantine/core";
import classes from "./theme.module.css";

/** Maps Mantine's variants to our tokens; `color="red"` marks danger. */
const variantColorResolver: VariantColorsResolver = ({ variant, color }) => {
  const isDanger = color === "red";
  const border = "1px solid transparent";
  switch (variant) {
    case "filled":
      return {
        background: isDanger ? "var(--red)" : "var(--accent)",
        hover: isDanger ? "var(--red-hover)" : "var(--accent-hover)",
        color: isDanger ? "var(--on-red)" : "var(--on-accent)",
        border,
      };
    case "transparent":
      return { background: "transparent", hover: "transparent", color: "inherit", border };
    case "subtle":
      return {
        background: "transparent",
        hover: "var(--hover)",
        color: isDanger ? "var(--red)" : color === "gray" ? "var(--ink-2)" : "var(--accent-ink)",
        border,
      };
    default:
      return {
        background: "var(--bg)",
        hover: "var(--hover)",
        color: isDanger ? "var(--red)" : "var(--ink)",
        border: "1px solid var(--line)",
      };
  }
};

const quick = { duration: 120, transition: "fade" as const };
const layer = { shadow: "none", transitionProps: quick, classNames: { dropdown: classes.layer } };

/** Control heights in pixels, on the 4 px grid. */
const HEIGHTS: Record<string, string> = { xs: "26px", sm: "32px", "compact-xs": "22px", "compact-sm": "26px" };

/** How dark the window gets behind a layer that needs all attention. */
export const BACKDROP = 0.25;

export const theme = createTheme({
  variantColorResolver,
  respectReducedMotion: true,
  cursorType: "default",
  components: {
    Button: Button.extend({
      defaultProps: { size: "sm", variant: "default" },
      classNames: { root: classes.button },
      vars: (_theme, { size }) => ({
        root: {
          "--button-height": HEIGHTS[String(size)],
          "--button-padding-x": String(size).startsWith("compact") ? "9px" : "12px",
        },
      }),
    }),
    ActionIcon: { defaultProps: { variant: "subtle", size: 26 } },
    Input: Input.extend({
      classNames: { input: classes.input },
      vars: (_theme, { size }) => ({ wrapper: { "--input-height": HEIGHTS[String(size)] } }),
    }),
    InputWrapper: { classNames: { label: classes.label, description: classes.description, error: classes.error } },
    TextInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "sm" } },
    PasswordInput: { defaultProps: { size: "sm" }, classNames: { innerInput: classes.inner } },
    Select: { defaultProps: { size: "sm", allowDeselect: false } },
    MultiSelect: { defaultProps: { size: "sm" } },
    Switch: Switch.extend({
      defaultProps: { withThumbIndicator: false },
      classNames: { root: classes.switch, track: classes.track },
    }),
    SegmentedControl: {
      defaultProps: { withItemsBorders: false },
      classNames: { root: classes.segments, indicator: classes.segment, label: classes.segmentLabel },
    },
    Combobox: { defaultProps: layer, classNames: { option: classes.option } },
    Popover: { defaultProps: layer },
    Menu: {
      defaultProps: { shadow: "none", transitionProps: quick },
      classNames: { dropdown: classes.layer, item: classes.option },
    },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: quick }, classNames: { tooltip: classes.tooltip } },
    // The scroll lock writes a <style>, which the CSP refuses; the page itself never scrolls.
    Modal: {
      defaultProps: { lockScroll: false, transitionProps: quick, overlayProps: { backgroundOpacity: BACKDROP } },
    },
  },
});
