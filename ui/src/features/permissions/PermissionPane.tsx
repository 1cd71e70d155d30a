import type { PermissionRow } from "@/bindings/wire";
import { CopyButton } from "@/shared/CopyButton";
import { Pane } from "@/shared/Pane";
import { Section } from "@/shared/Section";
import { t } from "@/texts";
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
    <Pane label={t("permissions.one")} onClose={onClose}>
      <h2 className={classes.title}>{nameOf(row)}</h2>
      <div className={classes.code}>
        <span className="mono dim">{permission}</span>
        <CopyButton
          text={permission}
          what={t("permissions.the_code")}
          variant="subtle"
          size="compact-xs"
          color="gray"
        />
      </div>
      <Section title={t("permissions.granted_by_groups")}>
        {groups.length === 0 && <p className="dim">{t("permissions.granted_by_no_group")}</p>}
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
      <Section title={t("permissions.granted_directly")}>
        <p className="dim">{t("permissions.to_people", { count: direct_holders })}</p>
      </Section>
    </Pane>
  );
}
