import { Button, TextInput } from "@mantine/core";
import type { GroupRow } from "@/bindings/wire";
import { DraftNote } from "@/shared/DraftNote";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import { permissionOption } from "@/shared/PermissionPicker";
import { Pick } from "@/shared/Pick";
import { useCommand } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import { filled, pickedIn, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import classes from "./GroupPane.module.css";

interface NewGroupPaneProps {
  onCreated(group: GroupRow): void;
  onClose(): void;
}

export function NewGroupPane({ onCreated, onClose }: NewGroupPaneProps) {
  const { data } = useCommand("permission.list", {});
  const act = useAct();
  const { form, formProps, draft, isReady, isBusy, error } = useCommandForm({
    draft: "group.create",
    initialValues: { name: "", permissions: [] as string[] },
    validate: { name: filled },
    blames: { name_taken: "name", invalid_request: "name" },
    send: async ({ name, permissions }) => {
      onCreated(
        await act("group.create", { name: name.trim(), permissions }, (made) => t("groups.added", { name: made.name })),
      );
    },
  });

  return (
    <Pane label={t("groups.add")} onClose={onClose}>
      <h2 className={classes.title}>{t("groups.add")}</h2>
      <form className={classes.form} {...formProps}>
        <DraftNote {...draft} />
        <TextInput label={t("groups.name")} autoFocus {...form.getInputProps("name")} />
        <Pick
          label={t("groups.permissions")}
          hasLabel
          description={t("groups.permissions_about")}
          options={(data?.permissions ?? []).map(permissionOption)}
          placeholder={form.values.permissions.length === 0 ? t("groups.nothing_yet") : undefined}
          {...pickedIn(form, "permissions")}
        />
        <ErrorNote error={error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t("groups.add")}
          </Button>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Pane>
  );
}
