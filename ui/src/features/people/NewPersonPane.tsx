import { Button, TextInput } from "@mantine/core";
import type { UserRow } from "@/bindings/wire";
import { DraftNote } from "@/shared/DraftNote";
import { ErrorNote } from "@/shared/ErrorNote";
import { bothParts, NewSecret, NOT_TYPED, sureIfAny } from "@/shared/NewSecret";
import { Pane } from "@/shared/Pane";
import { Pick } from "@/shared/Pick";
import { named } from "@/shared/pickOptions";
import { useCommand } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import { fieldOf, filled, pickedIn, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import classes from "./PersonForm.module.css";

interface NewPersonPaneProps {
  onCreated(user: UserRow): void;
  onClose(): void;
}

export function NewPersonPane({ onCreated, onClose }: NewPersonPaneProps) {
  const { data } = useCommand("group.list", {});
  const act = useAct();
  const { form, formProps, draft, isReady, isBusy, error } = useCommandForm({
    draft: "user.create",
    initialValues: { login: "", firstName: "", lastName: "", email: "", groups: [] as string[], password: NOT_TYPED },
    validate: { login: filled, password: sureIfAny },
    secrets: bothParts("password"),
    blames: { name_taken: "login", "password.rejected": "password" },
    send: async ({ login, firstName, lastName, email, groups, password }) => {
      const account = {
        login: login.trim(),
        first_name: firstName.trim(),
        last_name: lastName.trim(),
        email: email.trim(),
        password: password.text === "" ? null : password.text,
        is_staff: false,
        is_superuser: false,
        groups,
      };
      onCreated(await act("user.create", account, (created) => t("people.added", { name: created.display_name })));
    },
  });
  const { groups } = form.values;

  return (
    <Pane label={t("people.add")} onClose={onClose}>
      <h2 className={classes.title}>{t("people.add")}</h2>
      <form className={classes.form} {...formProps}>
        <DraftNote {...draft} />
        <TextInput
          label={t("common.username")}
          classNames={{ input: "mono" }}
          spellCheck={false}
          autoFocus
          {...form.getInputProps("login")}
        />
        <div className={classes.names}>
          <TextInput label={t("people.first_name")} {...form.getInputProps("firstName")} />
          <TextInput label={t("people.last_name")} {...form.getInputProps("lastName")} />
        </div>
        <TextInput label={t("people.email")} {...form.getInputProps("email")} />
        <Pick
          label={t("groups.title")}
          hasLabel
          options={(data?.groups ?? []).map((group) => named(group.name))}
          placeholder={groups.length === 0 ? t("people.no_groups") : undefined}
          {...pickedIn(form, "groups")}
        />
        <NewSecret of="password" without={t("people.no_password")} {...fieldOf(form, "password")} />
        <ErrorNote error={error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t("people.add")}
          </Button>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Pane>
  );
}
