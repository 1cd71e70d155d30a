import { useState } from "react";
import { useLayer } from "./layers";

/** The props of a `Menu` that is a layer: Esc closes it and gives the focus back. */
export function useMenu() {
  const [opened, onChange] = useState(false);
  useLayer(opened, () => onChange(false), { givesBack: true });
  return { opened, onChange };
}
