import { Dialog } from "@/shared/Dialog";
import { t } from "@/texts";
import { version } from "../../package.json";
import classes from "./About.module.css";

/** What the window is made with, and under which licences. */
const PARTS = [
  { name: "Tauri", licence: t("frame.mit_or_apache") },
  { name: "React, Mantine, TanStack, uPlot", licence: "MIT" },
  { name: "Tabler Icons", licence: "MIT" },
  { name: "Inter, JetBrains Mono", licence: "SIL OFL 1.1" },
];

/** The version, and the licences. */
export function About({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={`Portreeve ${version}`} size={380}>
      <p>{t("frame.about_text")}</p>
      <h3 className={classes.made}>{t("frame.made_with")}</h3>
      <dl className={classes.parts}>
        {PARTS.map(({ name, licence }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="dim">{licence}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
