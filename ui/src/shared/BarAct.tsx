import type { Icon } from "@tabler/icons-react";
import type { CommandName } from "@/host/host";
import { ActButton } from "./ActButton";
import classes from "./BarAct.module.css";

interface BarActProps {
  command: CommandName;
  Icon: Icon;
  onClick(): void;
  children: string;
}

/** A lesser act of a screen's bar: a word, or in a narrow window its icon, which leaves the room to the filter. */
export function BarAct({ command, Icon, onClick, children }: BarActProps) {
  return (
    <ActButton command={command} className={classes.act} onClick={onClick} aria-label={children} title={children}>
      <Icon size={16} className={classes.icon} aria-hidden />
      <span className={classes.word}>{children}</span>
    </ActButton>
  );
}
