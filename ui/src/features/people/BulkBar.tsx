import { Button } from "@mantine/core";
import { ActButton } from "@/shared/ActButton";
import { figure } from "@/shared/count";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pick } from "@/shared/Pick";
import { named } from "@/shared/pickOptions";
import classes from "./BulkBar.module.css";
import { useBulk } from "./useBulk";

interface BulkBarProps {
  users: string[];
  groupNames: string[];
  onClear(): void;
}

/** Replaces the tabs while people are marked. */
export function BulkBar({ users, groupNames, onClear }: BulkBarProps) {
  const bulk = useBulk();
  if (bulk.progress) {
    const { done, of } = bulk.progress;
    return (
      <section className={classes.bar} aria-label="Selected people">
        <progress className={classes.progress} max={of} value={done} aria-label="Progress" />
        <span className="num dim">
          {figure(done)} of {figure(of)}
        </span>
        <Button size="compact-sm" onClick={bulk.stop}>
          Stop
        </Button>
      </section>
    );
  }
  return (
    <section className={classes.bar} aria-label="Selected people">
      <span className={`${classes.count} num`}>{figure(users.length)} selected</span>
      <ActButton
        command="user.disable"
        size="compact-sm"
        onClick={() =>
          void bulk.start(users, {
            done: "Disabled",
            applies: (user) => user.state === "active",
            apply: (host, user) => host.call("user.disable", { user }),
            revert: (host, user) => host.call("user.enable", { user }),
          })
        }
      >
        Disable
      </ActButton>
      <ActButton
        command="user.enable"
        size="compact-sm"
        onClick={() =>
          void bulk.start(users, {
            done: "Enabled",
            applies: (user) => user.state === "disabled",
            apply: (host, user) => host.call("user.enable", { user }),
            revert: (host, user) => host.call("user.disable", { user }),
          })
        }
      >
        Enable
      </ActButton>
      <Pick
        label="Add to group"
        command="group.add_member"
        options={groupNames.map(named)}
        onPick={(group) =>
          void bulk.start(users, {
            done: `Added to ${group}:`,
            applies: (user) => !user.groups.some((own) => own.name === group),
            apply: (host, user) => host.call("group.add_member", { group, user }),
            revert: (host, user) => host.call("group.remove_member", { group, user }),
          })
        }
      />
      <Button variant="subtle" size="compact-sm" onClick={onClear}>
        Clear selection
      </Button>
      <ErrorNote error={bulk.error} />
    </section>
  );
}
