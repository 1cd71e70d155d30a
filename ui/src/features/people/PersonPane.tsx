import { useState } from "react";
import { ActivitySection } from "@/features/activity/ActivitySection";
import { TokenUseSection } from "@/features/tokens/TokenUseSection";
import { ActButton } from "@/shared/ActButton";
import { Avatar } from "@/shared/Avatar";
import { useActions } from "@/shared/actions";
import { ErrorNote } from "@/shared/ErrorNote";
import { useMe, useRefusal } from "@/shared/me";
import { Pane } from "@/shared/Pane";
import { useCommand, useTask } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import { t } from "@/texts";
import { AccountSection } from "./AccountSection";
import { GroupsSection } from "./GroupsSection";
import { PasswordForm } from "./PasswordForm";
import { PermissionsSection } from "./PermissionsSection";
import classes from "./PersonPane.module.css";
import { SessionsSection } from "./SessionsSection";

interface PersonPaneProps {
  /** The identifier. */
  id: string;
  onShowEvent(event: number): void;
  onShowActivity(login: string): void;
  onClose(): void;
}

/** Everything about one person, and every action on them. */
export function PersonPane({ id, onShowEvent, onShowActivity, onClose }: PersonPaneProps) {
  const { data: detail, error } = useCommand("user.show", { user: id });
  const act = useAct();
  const task = useTask();
  const refusal = useRefusal();
  const me = useMe();
  const [isSettingPassword, setSettingPassword] = useState(false);
  const user = detail?.user;
  // Everyone can change their own password, so the command declares no permission; another person's takes this one.
  const passwordNeeds = me.user.id === id ? undefined : "portreeve.change_user";
  const name = user?.display_name ?? "";
  const isDisabled = user?.state === "disabled";
  const switching = isDisabled ? "user.enable" : "user.disable";

  function enable() {
    task.run(async () => {
      await act("user.enable", { user: id }, t("people.was_enabled", { name }));
    });
  }

  function disable() {
    task.run(async () => {
      await act("user.disable", { user: id }, t("people.was_disabled", { name }));
    });
  }

  function restore() {
    task.run(async () => {
      await act("user.restore", { user: id }, t("people.was_restored", { name }));
    });
  }

  function remove() {
    task.run(async () => {
      await act("user.delete", { user: id }, t("people.was_deleted", { name }));
      onClose();
    });
  }

  const group = t("people.this_one");
  useActions([
    {
      id: "person.password",
      label: t("people.set_password_of", { name }),
      group,
      refusal: refusal("user.set_password", passwordNeeds),
      run: () => setSettingPassword(true),
    },
    {
      id: "person.switch",
      label: isDisabled ? t("people.enable_person", { name }) : t("people.disable_person", { name }),
      group,
      refusal: refusal(switching),
      run: isDisabled ? enable : disable,
    },
    {
      id: "person.delete",
      label: t("people.delete_person", { name }),
      group,
      refusal: refusal("user.delete"),
      run: remove,
    },
  ]);

  return (
    <Pane label={t("people.one")} onClose={onClose}>
      <ErrorNote error={error} />
      {detail && user && (
        <>
          <header className={classes.head}>
            <Avatar name={user.display_name} />
            <div className={classes.names}>
              <h2 className="cut" dir="auto">
                {user.display_name}
              </h2>
              <p className="cut dim">
                <bdi className="mono">{user.login}</bdi>
                {user.email && (
                  <>
                    {" · "}
                    <bdi>{user.email}</bdi>
                  </>
                )}
              </p>
            </div>
          </header>
          <div className={classes.actions}>
            {user.state === "deleted" ? (
              <ActButton command="user.restore" size="compact-sm" onClick={restore}>
                {t("people.restore")}
              </ActButton>
            ) : (
              <>
                <ActButton
                  command="user.set_password"
                  needs={passwordNeeds}
                  size="compact-sm"
                  onClick={() => setSettingPassword(true)}
                >
                  {t("people.set_password_ask")}
                </ActButton>
                <ActButton command={switching} size="compact-sm" onClick={isDisabled ? enable : disable}>
                  {isDisabled ? t("people.enable") : t("people.disable")}
                </ActButton>
                <ActButton command="user.delete" size="compact-sm" color="red" onClick={remove}>
                  {t("common.delete")}
                </ActButton>
              </>
            )}
          </div>
          <ErrorNote error={task.error} />
          {isSettingPassword && <PasswordForm user={user} key={user.id} onClose={() => setSettingPassword(false)} />}
          <AccountSection detail={detail} />
          <GroupsSection user={user} />
          <PermissionsSection detail={detail} />
          <SessionsSection user={user} />
          <TokenUseSection user={user.id} />
          <ActivitySection user={user} onShow={onShowEvent} onShowAll={() => onShowActivity(user.login)} />
        </>
      )}
    </Pane>
  );
}
