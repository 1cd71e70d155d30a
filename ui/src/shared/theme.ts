import { createTheme, type VariantColorsResolver } from "@mantine/core";

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
    case "subtle":
      return {
        background: "transparent",
        hover: "var(--hover)",
        color: isDanger ? "var(--red)" : "var(--accent-ink)",
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

export const theme = createTheme({
  variantColorResolver,
  respectReducedMotion: true,
  cursorType: "default",
  components: {
    Button: { defaultProps: { size: "sm", variant: "default" } },
    ActionIcon: { defaultProps: { variant: "subtle", size: 26 } },
    TextInput: { defaultProps: { size: "sm" } },
    PasswordInput: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm", allowDeselect: false } },
    Autocomplete: { defaultProps: { size: "sm" } },
    Menu: { defaultProps: { position: "bottom-end", shadow: "none", transitionProps: quick } },
    Combobox: { defaultProps: { shadow: "none", transitionProps: quick } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: quick, withinPortal: true } },
    // The scroll lock writes a <style>, which the CSP refuses; the page itself never scrolls.
    Modal: { defaultProps: { lockScroll: false, transitionProps: quick } },
  },
});
