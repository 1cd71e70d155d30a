import type { PermissionRow } from "@/bindings/wire";
import { CopyButton } from "@/shared/CopyButton";
import { count } from "@/shared/count";
import { Pane } from "@/shared/Pane";
import { Section } from "@/shared/Section";
import { nameOf } from "./columns";
import classes from "./PermissionPane.module.css";

interface PermissionPaneProps {
  row: PermissionRow;
  onShowGroup(id: string): void;
  onClose(): void;
}

/** One permission: which groups grant it, and how many people hold it besides. */
export function PermissionPane({ row, onShowGroup, onClose }: PermissionPaneProps) {
  const { permission, groups, direct_holders } = row;
  return (
    <Pane label="Permission" onClose={onClose}>
      <h2 className={classes.title}>{nameOf(row)}</h2>
      <div className={classes.code}>
        <span className="mono dim">{permission}</span>
        <CopyButton text={permission} what="the code" variant="subtle" size="compact-xs" color="gray" />
      </div>
      <Section title="Granted by groups">
        {groups.length === 0 && <p className="dim">No group grants it</p>}
        <ul>
          {groups.map(({ id, name }) => (
            <li key={id}>
              <button type="button" className={classes.group} onClick={() => onShowGroup(id)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Granted directly">
        <p className="dim">{direct_holders === 0 ? "To no one" : `To ${count(direct_holders, "person", "people")}`}</p>
      </Section>
    </Pane>
  );
}
